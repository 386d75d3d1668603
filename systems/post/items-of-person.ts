import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { itemKinds, itemStates } from './item-state.ts';

/** A postal order as the person whose dossier it is takes it away. */
export const itemOfPersonSchema = z.strictObject({
  code: z.string(),
  dossierCode: z.string(),
  kind: z.enum(itemKinds),
  recipientName: z.string(),
  phone: z.string(),
  address: z.string(),
  state: z.enum(itemStates),
  requestedAt: z.string(),
  tracking: z.string().nullable(),
  receiverName: z.string(),
});

/** What the post fetched or brought for these dossiers, the newest first. */
export async function loadItemsOf(
  ctx: Context,
  dossierIds: readonly string[],
): Promise<z.infer<typeof itemOfPersonSchema>[]> {
  const found = await sql<Omit<z.infer<typeof itemOfPersonSchema>, 'requestedAt'> & { requestedAt: Date }>`
    select i.code, d.code as "dossierCode", i.kind, i.recipient_name as "recipientName", i.phone, i.address, i.state,
      i.requested_at as "requestedAt", i.tracking, i.receiver_name as "receiverName"
    from post.item i join cases.dossier d on d.id = i.dossier_id
    where i.dossier_id = any(${dossierIds}::uuid[]) order by i.requested_at desc, i.code`.execute(ctx.tx);
  return found.rows.map((row) => ({ ...row, requestedAt: row.requestedAt.toISOString() }));
}
