import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Column } from '@cuaso/platform/reports/export-columns.ts';
import { exportProcedures } from '@cuaso/systems/procedures/export-procedures.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { catalogueQueryOf } from '../procedures/catalogue-query.ts';
import { levelsInWords, onlineLevelTitles } from '../words/procedures.ts';
import type { OutputOf } from './platform.ts';

type Row = OutputOf<typeof exportProcedures>['rows'][number];

const statusTitles: Readonly<Record<Row['status'], string>> = {
  in_force: 'Nhận hồ sơ',
  other_body: 'Cơ quan khác giải quyết',
  limit_unknown: 'Chưa nhận hồ sơ',
};

const columns: Column<Row>[] = [
  { title: 'Mã thủ tục', width: 12, kind: 'text', value: (row) => row.code },
  { title: 'Tên thủ tục', width: 80, kind: 'text', value: (row) => row.name },
  { title: 'Lĩnh vực', width: 32, kind: 'text', value: (row) => row.fieldName },
  { title: 'Cấp thực hiện', width: 24, kind: 'text', value: (row) => levelsInWords(row.levels) },
  { title: 'Cơ quan', width: 40, kind: 'text', value: (row) => row.agencyName ?? '' },
  { title: 'Thời hạn', width: 24, kind: 'text', value: (row) => row.limitText },
  { title: 'Mức độ trực tuyến', width: 32, kind: 'text', value: (row) => onlineLevelTitles[row.onlineLevel] ?? '' },
  { title: 'Tình trạng', width: 24, kind: 'text', value: (row) => statusTitles[row.status] },
];

/** The catalogue that an address shows, all pages of it, for a file. */
export async function catalogueOf({ locals, url }: RequestEvent) {
  const { rows } = await locals.run(exportProcedures, catalogueQueryOf(url.searchParams));
  return { columns, rows, name: `thu-tuc-${dayOf(new Date())}`, title: 'Thủ tục hành chính' };
}
