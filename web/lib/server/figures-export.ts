import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Column } from '@cuaso/platform/reports/export-columns.ts';
import { getFigures } from '@cuaso/systems/statistics/get-figures.ts';
import { measures, measureTitles } from '@cuaso/systems/statistics/measures.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { periodsOf } from '../statistics/periods.ts';
import { rowName } from '../statistics/row-name.ts';
import { dimensionTitles, sliceOf } from '../statistics/slice-of-address.ts';
import type { OutputOf } from './platform.ts';

type Row = OutputOf<typeof getFigures>['rows'][number];

/** The table of figures of an address with its sum, as the page shows it, for a file. */
export async function figuresOf({ locals, url }: RequestEvent) {
  const slice = sliceOf(url, periodsOf(dayOf(new Date())).month);
  const { total, rows } = await locals.run(getFigures, slice);
  const columns: Column<Row>[] = [
    { title: dimensionTitles[slice.by], width: 48, kind: 'text', value: (row) => row.name },
    ...measures.map((measure) => ({
      title: measureTitles[measure],
      kind: 'number' as const,
      value: (row: Row) => row[measure],
    })),
  ];
  const named = rows.map((row) => ({ ...row, name: rowName(slice.by, row) }));
  return {
    columns,
    rows: [...named, { ...total, key: '', name: 'Tổng số' }],
    name: `thong-ke-${slice.from}-${slice.to}`,
    title: `${slice.from} đến ${slice.to}`,
  };
}
