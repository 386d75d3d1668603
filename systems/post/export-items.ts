import { dayOf } from '@cuaso/kernel/clock.ts';
import { csvOf } from '@cuaso/kernel/csv.ts';
import { formatDate, formatDateTime } from '@cuaso/kernel/vietnamese.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { kindTitles, stateTitles } from './in-words.ts';
import { itemColumns, itemFilter, itemOrder, type ItemRow, itemsFrom, tabOf } from './item-rows.ts';

const header = [
  'Mã bưu phẩm',
  'Số hiệu bưu gửi',
  'Việc',
  'Mã hồ sơ',
  'Cơ quan',
  'Người nhận',
  'Số điện thoại',
  'Địa chỉ',
  'Cước (đồng)',
  'Tình trạng',
  'Đặt lúc',
  'Bàn giao lúc',
  'Phát lúc',
  'Người ký nhận',
  'Hạn trả lời báo mất',
];
const most = 50_000;
const moment = (at: string | null) => (at === null ? '' : formatDateTime(new Date(at)));

/** The list as a file for spreadsheets, at most fifty thousand rows. */
export const exportItems = query({
  name: 'post.export-items',
  summary: 'Xuất danh sách bưu phẩm (CSV)',
  input: z.strictObject(itemFilter),
  output: z.strictObject({
    fileName: z.string(),
    mediaType: z.literal('text/csv'),
    itemIds: z.array(z.string()),
    text: z.string(),
  }),
  access: { permission: 'post.view' },
  sees: (output) => [{ relation: 'post.item', keys: output.itemIds }],
  run: async (ctx, input) => {
    const found = await sql<ItemRow>`select ${itemColumns} ${itemsFrom(ctx, input)} and ${tabOf(input.show)}
      order by ${itemOrder[input.sort]} limit ${most}`.execute(ctx.tx);
    const rows = found.rows.map((row) => [
      row.code,
      row.tracking ?? '',
      kindTitles[row.kind],
      row.dossierCode,
      row.agencyName,
      row.recipientName,
      row.phone,
      row.address,
      row.feeVnd === null ? '' : String(row.feeVnd),
      stateTitles[row.state],
      moment(row.requestedAt),
      moment(row.handedOverAt),
      moment(row.deliveredAt),
      row.receiverName,
      row.lossDueOn === null ? '' : formatDate(row.lossDueOn),
    ]);
    const itemIds = found.rows.map((row) => row.id);
    return {
      fileName: `buu-pham-${dayOf(ctx.now)}.csv`,
      mediaType: 'text/csv' as const,
      itemIds,
      text: csvOf(header, rows),
    };
  },
});
