import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { holdMyItem } from './access.ts';
import { addressInput } from './address.ts';
import { changeAddress } from './change-address.ts';

/** Corrects where the post goes, until the item is handed to it. */
export const correctMyAddress = command({
  name: 'post.correct-my-address',
  summary: 'Sửa địa chỉ bưu chính của tôi',
  input: z.strictObject({ itemId: uuid, ...addressInput }),
  output: z.strictObject({ dossierId: z.string(), itemId: z.string() }),
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: async (ctx, { itemId, ...to }) => {
    const item = await holdMyItem(ctx, itemId);
    await changeAddress(ctx, item, to);
    return { dossierId: item.dossierId, itemId };
  },
});
