import { personName, longText, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { holdItemFor } from './access.ts';
import { itemStates } from './item-state.ts';
import { recordProgress, wrongWith } from './record.ts';
import { refuse } from './refusals.ts';

const fieldOf = {
  in_the_future: 'at',
  before_hand_over: 'at',
  no_receiver: 'receiverName',
  no_reason: 'reason',
} as const;

/** Writes by hand what the post says of one item; said twice it is written once. */
export const recordByHand = command({
  name: 'post.record-by-hand',
  summary: 'Ghi kết quả phát bưu phẩm',
  input: z.strictObject({
    itemId: uuid,
    state: z.enum(['in_transit', 'delivered', 'returned', 'lost']),
    /** When it was, as the post says; now where nothing is said. */
    at: z.iso.datetime({ offset: true }).optional(),
    receiverName: personName.or(z.literal('')).default(''),
    reason: longText(500).or(z.literal('')).default(''),
  }),
  output: z.strictObject({ itemId: z.string(), state: z.enum(itemStates) }),
  access: { permission: 'post.handle' },
  run: async (ctx, { itemId, state, at, receiverName, reason }) => {
    const item = await holdItemFor(ctx, itemId, 'post.handle');
    const progress = { state, at: at === undefined ? ctx.now : new Date(at), receiverName, reason };
    const wrong = await wrongWith(ctx, item, progress);
    if (wrong === 'known') return { itemId, state: item.state };
    if (wrong !== undefined) refuse(wrong, wrong in fieldOf ? fieldOf[wrong as keyof typeof fieldOf] : undefined);
    return { itemId, state: await recordProgress(ctx, item, progress) };
  },
});
