import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { holdMyItem } from './access.ts';
import { moveItem } from './item.ts';
import { refuse } from './refusals.ts';

/** Takes an own order back while the post does not have the item; taken back twice it is taken back. */
export const cancelMyPost = command({
  name: 'post.cancel-my-post',
  summary: 'Hủy yêu cầu bưu chính của tôi',
  input: z.strictObject({ itemId: uuid }),
  output: z.strictObject({ dossierId: z.string(), itemId: z.string() }),
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: async (ctx, { itemId }) => {
    const item = await holdMyItem(ctx, itemId);
    if (item.state === 'cancelled') return { dossierId: item.dossierId, itemId };
    if (item.state !== 'requested') refuse('already_given');
    await moveItem(ctx, item, { kind: 'cancelled', text: 'Người nộp hồ sơ hủy.' });
    return { dossierId: item.dossierId, itemId };
  },
});
