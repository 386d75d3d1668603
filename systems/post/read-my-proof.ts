import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { requireMine } from './access.ts';
import { proofSchema, readProofOf } from './proof-file.ts';

/** The scanned slip of an item of an own dossier: who signed for it. */
export const readMyProof = query({
  name: 'post.read-my-proof',
  summary: 'Tải phiếu phát bưu phẩm của tôi',
  input: z.strictObject({ itemId: uuid }),
  output: proofSchema,
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: (ctx, { itemId }) => readProofOf(ctx, itemId, (item) => requireMine(ctx, item.accountId)),
});
