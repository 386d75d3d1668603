import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { orderStates } from './order-state.ts';

/** A payment order as its payer takes it away. */
export const orderOfPersonSchema = z.strictObject({
  code: z.string(),
  dossierCode: z.string(),
  payerName: z.string(),
  amountVnd: z.int(),
  state: z.enum(orderStates),
  raisedAt: z.string(),
  paidAt: z.string().nullable(),
  receipts: z.array(z.string()),
});

/** What these dossiers owe or owed, the newest first. */
export async function loadOrdersOf(
  ctx: Context,
  dossierIds: readonly string[],
): Promise<z.infer<typeof orderOfPersonSchema>[]> {
  const found = await sql<Row>`
    select o.code, d.code as "dossierCode", o.payer_name as "payerName", o.amount_vnd::float8 as "amountVnd", o.state,
      o.raised_at as "raisedAt", o.paid_at as "paidAt", array(select lpad(r.number::text, 7, '0') || '/' || r.year
        from payments.receipt r where r.order_id = o.id order by r.issued_at, r.number) as receipts
    from payments.payment_order o join cases.dossier d on d.id = o.dossier_id
    where o.dossier_id = any(${dossierIds}::uuid[]) order by o.raised_at desc, o.code`.execute(ctx.tx);
  return found.rows.map(({ raisedAt, paidAt, ...row }) => ({
    ...row,
    raisedAt: raisedAt.toISOString(),
    paidAt: paidAt?.toISOString() ?? null,
  }));
}

type Row = Omit<z.infer<typeof orderOfPersonSchema>, 'raisedAt' | 'paidAt'> & { raisedAt: Date; paidAt: Date | null };
