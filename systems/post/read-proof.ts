import { uuid } from '@cuaso/kernel/fields.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { proofSchema, readProofOf } from './proof-file.ts';

/** The scanned slip of an item, for the desk. */
export const readProof = query({
  name: 'post.read-proof',
  summary: 'Tải phiếu phát bưu phẩm',
  input: z.strictObject({ itemId: uuid }),
  output: proofSchema,
  access: { permission: 'post.view' },
  sees: (output) => [{ relation: 'post.item', keys: [output.itemId] }],
  run: (ctx, { itemId }) =>
    readProofOf(ctx, itemId, (item) => requireAccess(ctx.actor, 'post.view', item, 'post.view')),
});
