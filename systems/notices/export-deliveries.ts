import { dayOf } from '@cuaso/kernel/clock.ts';
import { csvOf } from '@cuaso/kernel/csv.ts';
import { formatDateTime } from '@cuaso/kernel/vietnamese.ts';
import { channelTitles } from '@cuaso/platform/notices/channel.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { deliveriesFrom, deliveryColumns, deliveryFilter, deliveryOrder, type DeliveryRow } from './delivery-rows.ts';
import { problemInWords, silenceTitles, stateTitles } from './in-words.ts';

const header = ['Lúc', 'Nội dung', 'Người nhận', 'Cơ quan', 'Kênh', 'Địa chỉ', 'Tình trạng', 'Số lần gửi', 'Lý do'];
const most = 50_000;

/** The log as a file for spreadsheets, its first fifty thousand rows. */
export const exportDeliveries = query({
  name: 'notices.export-deliveries',
  summary: 'Xuất nhật ký thông báo (CSV)',
  input: z.strictObject(deliveryFilter),
  output: z.strictObject({
    fileName: z.string(),
    mediaType: z.literal('text/csv'),
    noticeIds: z.array(z.string()),
    text: z.string(),
  }),
  access: { permission: 'notices.view' },
  sees: ({ noticeIds }) => [{ relation: 'notices.notice', keys: noticeIds }],
  run: async (ctx, input) => {
    const found = await sql<DeliveryRow>`select ${deliveryColumns} ${deliveriesFrom(ctx, input)}
      order by ${deliveryOrder[input.sort]} limit ${most}`.execute(ctx.tx);
    const rows = found.rows.map((row) => [
      formatDateTime(new Date(row.createdAt)),
      row.title,
      row.recipientName,
      row.agencyName,
      row.channel === null ? '' : channelTitles[row.channel],
      row.address,
      row.state === null ? silenceTitles[row.silence] : stateTitles[row.state],
      row.tries,
      problemInWords(row.problem),
    ]);
    return {
      fileName: `thong-bao-${dayOf(ctx.now)}.csv`,
      mediaType: 'text/csv' as const,
      noticeIds: [...new Set(found.rows.map((row) => row.noticeId))],
      text: csvOf(header, rows),
    };
  },
});
