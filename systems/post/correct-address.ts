import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { holdItemFor } from './access.ts';
import { addressInput } from './address.ts';
import { changeAddress } from './change-address.ts';

/** The desk corrects where the post goes, until the item is handed to it. */
export const correctAddress = command({
  name: 'post.correct-address',
  summary: 'Sửa địa chỉ bưu phẩm',
  input: z.strictObject({ itemId: uuid, ...addressInput }),
  output: z.strictObject({ itemId: z.string() }),
  access: { permission: 'post.handle' },
  run: async (ctx, { itemId, ...to }) => {
    await changeAddress(ctx, await holdItemFor(ctx, itemId, 'post.handle'), to);
    return { itemId };
  },
});
