import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { holdItemFor } from './access.ts';
import { moveItem } from './item.ts';
import { refuse } from './refusals.ts';

/** The desk takes an order back, with a reason that the applicant reads. */
export const cancelItem = command({
  name: 'post.cancel-item',
  summary: 'Hủy yêu cầu bưu chính',
  input: z.strictObject({ itemId: uuid, reason: longText(500) }),
  output: z.strictObject({ itemId: z.string() }),
  access: { permission: 'post.handle' },
  run: async (ctx, { itemId, reason }) => {
    const item = await holdItemFor(ctx, itemId, 'post.handle');
    if (item.state !== 'requested') refuse('already_given');
    await moveItem(ctx, item, { kind: 'cancelled', text: reason });
    return { itemId };
  },
});
