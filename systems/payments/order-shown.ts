import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { orderEventKinds, orderStates } from './order-state.ts';
import { refuse } from './refusals.ts';
import { receiptNumberOf } from './take-payment.ts';

/** A payment order as a page shows it: what for, what happened, the receipt. */
export const orderShownSchema = z.strictObject({
  id: z.string(),
  code: z.string(),
  dossierId: z.string(),
  dossierCode: z.string(),
  procedureName: z.string(),
  agencyId: z.string(),
  agencyName: z.string(),
  payerName: z.string(),
  due: z.enum(['at_filing', 'on_notice']),
  amountVnd: z.number(),
  state: z.enum(orderStates),
  raisedAt: z.string(),
  paidAt: z.string().nullable(),
  paidWay: z.enum(['gateway', 'transfer', 'cash']).nullable(),
  paidReference: z.string().nullable(),
  lines: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['fee', 'charge']),
      fullVnd: z.number(),
      amountVnd: z.number(),
      exemptReason: z.string(),
    }),
  ),
  events: z.array(
    z.strictObject({
      kind: z.enum(orderEventKinds),
      at: z.string(),
      actorName: z.string(),
      text: z.string(),
    }),
  ),
  receipt: z.strictObject({ id: z.string(), number: z.string(), issuedAt: z.string() }).nullable(),
});
/** A payment order as a page shows it. */
export type OrderShown = z.infer<typeof orderShownSchema>;

type Row = Omit<OrderShown, 'raisedAt' | 'paidAt' | 'receipt'> & {
  raisedAt: Date;
  paidAt: Date | null;
  accountId: string | null;
  receiptId: string | null;
  year: number | null;
  number: number | null;
  issuedAt: Date | null;
};

/** An order in full, and whose account it belongs to; who asks has decided, or decides, that the actor may see it. */
export async function loadOrder(ctx: Context, id: string): Promise<{ shown: OrderShown; accountId: string | null }> {
  const found = await sql<Row>`select o.id, o.code, o.dossier_id as "dossierId", d.code as "dossierCode",
      d.procedure_name as "procedureName", o.agency_id as "agencyId", coalesce(a.name, '') as "agencyName",
      o.payer_name as "payerName", o.due, o.amount_vnd as "amountVnd", o.state, o.raised_at as "raisedAt",
      o.paid_at as "paidAt", o.paid_way as "paidWay", o.paid_reference as "paidReference", o.account_id as "accountId",
      r.id as "receiptId", r.year, r.number, r.issued_at as "issuedAt",
      (select jsonb_agg(jsonb_build_object('name', l.name, 'kind', l.kind, 'fullVnd', l.full_vnd, 'amountVnd', l.amount_vnd,
        'exemptReason', l.exempt_reason) order by l.seq) from payments.line l where l.order_id = o.id) as lines,
      (select jsonb_agg(jsonb_build_object('kind', e.kind, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'actorName', e.actor_name, 'text', e.text) order by e.seq) from payments.event e where e.order_id = o.id) as events
    from payments.payment_order o join cases.dossier d on d.id = o.dossier_id
    left join directory.agency_version a on a.agency_id = o.agency_id and a.valid @> ${dayOf(ctx.now)}::date
    left join payments.receipt r on r.order_id = o.id and r.voided_at is null
    where o.id = ${id}`.execute(ctx.tx);
  const row = found.rows[0] ?? refuse('order_not_found');
  const { accountId, receiptId, year, number, issuedAt, raisedAt, paidAt, ...rest } = row;
  const receipt =
    receiptId === null || year === null || number === null || issuedAt === null
      ? null
      : { id: receiptId, number: receiptNumberOf(year, number), issuedAt: issuedAt.toISOString() };
  const shown = { ...rest, raisedAt: raisedAt.toISOString(), paidAt: paidAt?.toISOString() ?? null, receipt };
  return { shown, accountId };
}
