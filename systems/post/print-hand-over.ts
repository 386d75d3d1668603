import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { handOverForm } from './forms/hand-over-form.ts';
import { loadHandOver } from './hand-over-shown.ts';

/** The list as PDF, with a bar code for each item and the places where both sides sign. */
export const printHandOver = query({
  name: 'post.print-hand-over',
  summary: 'In bảng kê bàn giao bưu phẩm',
  input: z.strictObject({ handOverId: uuid }),
  output: z.strictObject({
    itemIds: z.array(z.string()),
    name: z.string(),
    mediaType: z.string(),
    size: z.int(),
    base64: z.string(),
  }),
  access: { permission: 'post.view' },
  sees: (output) => [{ relation: 'post.item', keys: output.itemIds }],
  run: async (ctx, { handOverId }) => {
    const list = await loadHandOver(ctx, handOverId);
    const bytes = await handOverForm(list);
    return {
      itemIds: list.lines.map((line) => line.itemId),
      name: `bang-ke-${list.number.replace('/', '-')}.pdf`,
      mediaType: 'application/pdf',
      size: bytes.length,
      base64: Buffer.from(bytes).toString('base64'),
    };
  },
});
