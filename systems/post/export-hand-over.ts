import { uuid } from '@cuaso/kernel/fields.ts';
import { csvOf } from '@cuaso/kernel/csv.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { loadHandOver } from './hand-over-shown.ts';
import { kindTitles } from './in-words.ts';

const header = [
  'ma',
  'so_hieu',
  'viec',
  'nguoi_nhan',
  'dien_thoai',
  'dia_chi',
  'cuoc_thu_ho',
  'ma_ho_so',
  'trang_thai',
  'thoi_diem',
  'ly_do',
];

/** The list as a file for the post, with empty columns that it can fill in and hand back. */
export const exportHandOver = query({
  name: 'post.export-hand-over',
  summary: 'Xuất bảng kê bàn giao cho bưu điện (CSV)',
  input: z.strictObject({ handOverId: uuid }),
  output: z.strictObject({
    fileName: z.string(),
    mediaType: z.literal('text/csv'),
    itemIds: z.array(z.string()),
    text: z.string(),
  }),
  access: { permission: 'post.view' },
  sees: (output) => [{ relation: 'post.item', keys: output.itemIds }],
  run: async (ctx, { handOverId }) => {
    const list = await loadHandOver(ctx, handOverId);
    const given = list.lines.filter((line) => line.struckReason === null);
    const rows = given.map((line) => [
      line.code,
      line.tracking ?? '',
      kindTitles[line.kind],
      line.recipientName,
      line.phone,
      line.address,
      line.feeVnd === null ? '' : String(line.feeVnd),
      line.dossierCode,
      '',
      '',
      '',
    ]);
    return {
      fileName: `bang-ke-${list.number.replace('/', '-')}.csv`,
      mediaType: 'text/csv' as const,
      itemIds: given.map((line) => line.itemId),
      text: csvOf(header, rows),
    };
  },
});
