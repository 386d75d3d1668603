import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { handOverSchema, loadHandOver } from './hand-over-shown.ts';

/** A list of what was given to the post. */
export const getHandOver = query({
  name: 'post.get-hand-over',
  summary: 'Xem bảng kê bàn giao bưu phẩm',
  input: z.strictObject({ handOverId: uuid }),
  output: handOverSchema,
  access: { permission: 'post.view' },
  sees: (output) => [{ relation: 'post.item', keys: output.lines.map((line) => line.itemId) }],
  run: (ctx, { handOverId }) => loadHandOver(ctx, handOverId),
});
