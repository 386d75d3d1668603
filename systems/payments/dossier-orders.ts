import { uuid } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { orderStates } from './order-state.ts';

const rowSchema = z.strictObject({
  id: z.string(),
  code: z.string(),
  due: z.enum(['at_filing', 'on_notice']),
  amountVnd: z.number(),
  state: z.enum(orderStates),
  hasReceipt: z.boolean(),
});

/** What a list of a dossier's orders takes and gives. */
export const dossierOrders = {
  input: z.strictObject({ dossierId: uuid }),
  output: z.strictObject({ rows: z.array(rowSchema) }),
};

/** The orders of a dossier, oldest first, of those that the condition lets the actor see. */
export async function loadDossierOrders(
  ctx: Context,
  dossierId: string,
  seen: RawBuilder<unknown>,
): Promise<z.infer<typeof dossierOrders.output>> {
  const found = await sql<z.infer<typeof rowSchema>>`select o.id, o.code, o.due, o.amount_vnd as "amountVnd", o.state,
      exists (select from payments.receipt r where r.order_id = o.id and r.voided_at is null) as "hasReceipt"
    from payments.payment_order o join cases.dossier d on d.id = o.dossier_id
    where o.dossier_id = ${dossierId} and ${seen} order by o.raised_at, o.id limit 50`.execute(ctx.tx);
  return { rows: found.rows };
}
