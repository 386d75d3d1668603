import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Column } from '@cuaso/platform/reports/export-columns.ts';
import { listDossiers } from '@cuaso/systems/statistics/list-dossiers.ts';
import { type Measure, measures, measureTitles } from '@cuaso/systems/statistics/measures.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { periodsOf } from '../statistics/periods.ts';
import { sliceOf } from '../statistics/slice-of-address.ts';
import { type DossierStatus, dossierLooks, type TimeStatus, timeLooks } from '../ui/status-words.ts';
import { channelShort } from '../words/procedures.ts';
import type { OutputOf } from './platform.ts';

type Row = OutputOf<typeof listDossiers>['rows'][number];

const perRun = 1000;
const most = 20_000;
const instantOf = (at: string | null) => (at === null ? null : new Date(at));

/** The figure whose dossiers an address asks for, without the breakdown that the list has no use for. */
export function figureOf(url: URL) {
  const { by, ...slice } = sliceOf(url, periodsOf(dayOf(new Date())).month);
  const measure: Measure = measures.find((one) => one === url.searchParams.get('measure')) ?? 'received';
  return { by, slice, measure };
}

/** The dossiers behind a figure as a table for a file, at most twenty thousand. */
export async function dossierTable({ locals, url }: RequestEvent) {
  const { slice, measure } = figureOf(url);
  const rows: Row[] = [];
  for (let offset = 0; offset < most; offset += perRun) {
    const found = await locals.run(listDossiers, { ...slice, measure, limit: perRun, offset });
    rows.push(...found.rows);
    if (found.rows.length < perRun) break;
  }
  return { name: `ho-so-${measure}-${slice.from}-${slice.to}`, title: measureTitles[measure], columns, rows };
}

const columns: Column<Row>[] = [
  { title: 'Mã hồ sơ', kind: 'text', value: (row) => row.code },
  { title: 'Thủ tục', kind: 'text', width: 48, value: (row) => row.procedureName },
  { title: 'Cơ quan', kind: 'text', value: (row) => row.agencyName },
  { title: 'Cách nộp', kind: 'text', value: (row) => channelShort[row.channel] ?? row.channel },
  { title: 'Tiếp nhận', kind: 'instant', value: (row) => instantOf(row.acceptedAt) },
  { title: 'Hẹn trả', kind: 'instant', value: (row) => instantOf(row.dueAt) },
  { title: 'Có kết quả', kind: 'instant', value: (row) => instantOf(row.readyAt) },
  {
    title: 'Kết quả thời hạn',
    kind: 'text',
    value: (row) => (row.timeliness ? timeLooks[row.timeliness as TimeStatus].label : ''),
  },
  { title: 'Trạng thái', kind: 'text', value: (row) => dossierLooks[row.state as DossierStatus].label },
];
