import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { holdMyItem } from './access.ts';
import { noteItem } from './item.ts';
import { openLoss } from './loss.ts';
import { refuse } from './refusals.ts';

/** A person says that an item did not arrive, also where the post says that it did. */
export const reportMyLoss = command({
  name: 'post.report-my-loss',
  summary: 'Báo mất bưu phẩm của tôi',
  input: z.strictObject({ itemId: uuid, text: longText(2000) }),
  output: z.strictObject({ dossierId: z.string(), itemId: z.string() }),
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: async (ctx, { itemId, text }) => {
    const item = await holdMyItem(ctx, itemId);
    if (item.state === 'requested' || item.state === 'cancelled') refuse('not_given_yet');
    if (item.state === 'returned') refuse('not_in_this_state');
    if (!(await openLoss(ctx, item, { reportedBy: 'applicant', text }))) refuse('loss_open');
    await noteItem(ctx, item, { kind: 'loss_reported', text });
    return { dossierId: item.dossierId, itemId };
  },
});
