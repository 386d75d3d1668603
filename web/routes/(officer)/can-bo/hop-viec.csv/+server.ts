import type { Column } from '@cuaso/platform/reports/export-columns.ts';
import { inboxTabs } from '@cuaso/systems/onestop/inbox-tabs.ts';
import { type InboxRow, listInbox } from '@cuaso/systems/onestop/list-inbox.ts';
import { dueInWords } from '#lib/desk/due-words.ts';
import { exportResponse } from '#lib/server/export-response.ts';
import { dossierLooks } from '#lib/ui/status-words.ts';
import { statusOf } from '#lib/words/dossiers.ts';
import { channelShort } from '#lib/words/procedures.ts';
import type { RequestHandler } from './$types.js';

const perRun = 200;
const most = 5000;
const instantOf = (at: string | null) => (at === null ? null : new Date(at));

/** The open list as a CSV file, at most five thousand lines. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const tab = inboxTabs.find((one) => one === url.searchParams.get('muc')) ?? 'open';
  const search = url.searchParams.get('tim')?.slice(0, 200) ?? '';
  const rows: InboxRow[] = [];
  for (let offset = 0; offset < most; offset += perRun) {
    const found = await locals.run(listInbox, { tab, search, limit: perRun, offset });
    rows.push(...found.rows);
    if (found.rows.length < perRun) break;
  }
  return exportResponse('csv', { name: `hop-viec-${tab}`, title: 'Hộp việc', columns: columnsAt(new Date()), rows });
};

function columnsAt(now: Date): Column<InboxRow>[] {
  return [
    { title: 'Mã hồ sơ', kind: 'text', value: (row) => row.code },
    { title: 'Thủ tục', kind: 'text', value: (row) => row.procedureName },
    { title: 'Người nộp', kind: 'text', value: (row) => row.applicantName },
    { title: 'Nội dung', kind: 'text', value: (row) => row.subject },
    { title: 'Cơ quan', kind: 'text', value: (row) => row.agencyName },
    { title: 'Đơn vị', kind: 'text', value: (row) => row.unitName },
    { title: 'Người giữ', kind: 'text', value: (row) => row.officialName },
    { title: 'Cách nộp', kind: 'text', value: (row) => channelShort[row.channel] ?? row.channel },
    { title: 'Trạng thái', kind: 'text', value: (row) => dossierLooks[statusOf(row)].label },
    { title: 'Bước', kind: 'text', value: (row) => row.stepTitle },
    { title: 'Nộp lúc', kind: 'instant', value: (row) => instantOf(row.submittedAt) },
    { title: 'Tiếp nhận lúc', kind: 'instant', value: (row) => instantOf(row.acceptedAt) },
    { title: 'Hẹn trả', kind: 'instant', value: (row) => instantOf(row.dueAt) },
    { title: 'Có kết quả lúc', kind: 'instant', value: (row) => instantOf(row.readyAt) },
    { title: 'Thời hạn', kind: 'text', value: (row) => dueInWords(row, now) },
  ];
}
