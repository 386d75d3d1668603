import { uuid } from '@cuaso/kernel/fields.ts';
import { allows, requireAccess } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { itemShownSchema, loadItems } from './item-shown.ts';
import { isWithPost } from './item-state.ts';
import { refuse } from './refusals.ts';

const acts = ['correct', 'cancel', 'track', 'strike', 'record', 'proof', 'answer'] as const;

/** One order to the post with its history, and what the officer may do with it now. */
export const getItem = query({
  name: 'post.get-item',
  summary: 'Xem một bưu phẩm',
  input: z.strictObject({ itemId: uuid }),
  output: z.strictObject({ item: itemShownSchema, acts: z.array(z.enum(acts)) }),
  access: { permission: 'post.view' },
  sees: (output) => [{ relation: 'post.item', keys: [output.item.id] }],
  run: async (ctx, { itemId }) => {
    const [found] = await loadItems(ctx, sql`i.id = ${itemId}`);
    if (found === undefined) refuse('item_not_found');
    requireAccess(ctx.actor, 'post.view', found, 'post.view');
    const { state, losses } = found.shown;
    const open: Record<(typeof acts)[number], boolean> = {
      correct: state === 'requested',
      cancel: state === 'requested',
      track: state === 'requested' || isWithPost(state),
      strike: state === 'handed_over',
      record: isWithPost(state) || state === 'lost',
      proof: state === 'delivered',
      answer: losses.some((loss) => loss.outcome === null),
    };
    const mayHandle = allows(ctx.actor, 'post.handle', found);
    return { item: found.shown, acts: acts.filter((act) => mayHandle && open[act]) };
  },
});
