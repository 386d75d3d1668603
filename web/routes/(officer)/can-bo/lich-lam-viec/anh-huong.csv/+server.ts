import type { Column } from '@cuaso/platform/reports/export-columns.ts';
import { error } from '@sveltejs/kit';
import { proposalOfAddress } from '#lib/server/calendar-proposal.ts';
import { exportResponse } from '#lib/server/export-response.ts';
import type { RequestHandler } from './$types.js';

type Moved = NonNullable<Awaited<ReturnType<typeof proposalOfAddress>>['preview']>['moved'][number];
const instantOf = (at: string | null) => (at === null ? null : new Date(at));
const columns: Column<Moved>[] = [
  { title: 'Mã hồ sơ', kind: 'text', value: (row) => row.code },
  { title: 'Thủ tục', kind: 'text', width: 48, value: (row) => row.procedureName },
  { title: 'Cơ quan', kind: 'text', value: (row) => row.agencyName },
  { title: 'Hẹn cũ', kind: 'instant', value: (row) => instantOf(row.oldDueAt) },
  { title: 'Hẹn mới', kind: 'instant', value: (row) => instantOf(row.newDueAt) },
];

/** Every dossier that a proposed calendar would move. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { preview } = await proposalOfAddress({ locals, url });
  if (preview === undefined) error(422, 'Đề xuất chưa đọc được. Xin xem trước lại.');
  return exportResponse('csv', {
    name: `doi-lich-${preview.version}`,
    title: 'Đổi lịch',
    columns,
    rows: preview.moved,
  });
};
