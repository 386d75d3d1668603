import { uuid } from '@cuaso/kernel/fields.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { holdItemFor } from './access.ts';
import { noteItem } from './item.ts';
import { refuse } from './refusals.ts';

/** Keeps the scanned slip with the receiver's signature; only who uploaded a file may keep it here. */
export const attachProof = command({
  name: 'post.attach-proof',
  summary: 'Lưu phiếu phát có chữ ký người nhận',
  input: z.strictObject({ itemId: uuid, fileId: uuid }),
  output: z.strictObject({ itemId: z.string() }),
  access: { permission: 'post.handle' },
  run: async (ctx, { itemId, fileId }) => {
    const item = await holdItemFor(ctx, itemId, 'post.handle');
    if (item.state !== 'delivered') refuse('not_delivered');
    const own = await sql`select from files.file f where f.id = ${fileId} and f.uploaded_by = ${actorWordOf(ctx.actor)}
      and f.media_type in ('application/pdf', 'image/jpeg', 'image/png', 'image/webp')
      and not exists (select from cases.attachment a where a.file_id = f.id)
      and not exists (select from post.item i where i.proof_file_id = f.id)`.execute(ctx.tx);
    if (own.rows.length === 0) refuse('no_such_file', 'file');
    await noteItem(ctx, item, { kind: 'proof_attached' }, sql`, proof_file_id = ${fileId}`);
    return { itemId };
  },
});
