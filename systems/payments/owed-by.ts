import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** What an account still has to pay for one of its dossiers. */
export type Owed = { orderId: string; amountVnd: number; dossierId: string; code: string; procedureName: string };

/** What an account owes, the oldest first; a dossier that was withdrawn or not taken in owes nothing more. */
export async function loadOwedBy(ctx: Context, accountId: string, limit: number): Promise<Owed[]> {
  const found = await sql<Owed>`select o.id as "orderId", o.amount_vnd as "amountVnd", d.id as "dossierId", d.code,
      d.procedure_name as "procedureName"
    from payments.payment_order o join cases.dossier d on d.id = o.dossier_id
    where o.account_id = ${accountId} and o.state in ('due', 'paying') and coalesce(d.closed_as, 'returned') = 'returned'
    order by o.raised_at, o.id limit ${limit}`.execute(ctx.tx);
  return found.rows;
}
