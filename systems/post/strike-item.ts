import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { holdItemFor } from './access.ts';
import { moveItem } from './item.ts';

/** Strikes an item off its list because the post did not take it: it waits again, and the list keeps its line, struck. */
export const strikeItem = command({
  name: 'post.strike-item',
  summary: 'Gạch bưu phẩm khỏi bảng kê vì bưu điện không nhận',
  input: z.strictObject({ itemId: uuid, reason: longText(500) }),
  output: z.strictObject({ itemId: z.string() }),
  access: { permission: 'post.handle' },
  run: async (ctx, { itemId, reason }) => {
    const item = await holdItemFor(ctx, itemId, 'post.handle');
    await moveItem(ctx, item, { kind: 'struck', text: reason }, sql`, hand_over_id = null, handed_over_at = null`);
    await sql`update post.hand_over_line set struck_at = ${ctx.now}, struck_reason = ${reason}
      where hand_over_id = ${item.handOverId} and item_id = ${itemId}`.execute(ctx.tx);
    return { itemId };
  },
});
