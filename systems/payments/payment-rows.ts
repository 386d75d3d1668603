import { dayOf } from '@cuaso/kernel/clock.ts';
import { plainDate, uuid } from '@cuaso/kernel/fields.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { orderStates } from './order-state.ts';

/** A payment order as a list shows it. */
export const paymentRowSchema = z.strictObject({
  id: z.string(),
  code: z.string(),
  dossierId: z.string(),
  dossierCode: z.string(),
  procedureName: z.string(),
  agencyName: z.string(),
  payerName: z.string(),
  amountVnd: z.number(),
  state: z.enum(orderStates),
  raisedAt: z.string(),
  paidAt: z.string().nullable(),
  paidWay: z.enum(['gateway', 'transfer', 'cash']).nullable(),
  paidReference: z.string().nullable(),
});
/** A payment order as a list shows it. */
export type PaymentRow = z.infer<typeof paymentRowSchema>;

/** What one may ask of the list of payments. */
export const paymentFilter = {
  search: z.string().max(200).default(''),
  state: z.enum(orderStates).optional(),
  way: z.enum(['gateway', 'transfer', 'cash']).optional(),
  agencyId: uuid.optional(),
  /** Raised on these days, both counted. */
  from: plainDate.optional(),
  to: plainDate.optional(),
  sort: z.enum(['newest', 'oldest', 'amount', 'payer', 'paid']).default('newest'),
};
type Filter = z.infer<z.ZodObject<typeof paymentFilter>>;

/** Where the list of payments comes from: what the official may see, and what he asks for. */
export function paymentsFrom(ctx: Context, filter: Filter): RawBuilder<unknown> {
  const words = filter.search.split(/\s+/).filter((word) => word !== '');
  const texts = sql`database.without_diacritics(o.code || ' ' || o.payer_name || ' ' || d.code || ' ' || d.procedure_name || ' ' ||
    coalesce(o.paid_reference, ''))`;
  const found = words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    return sql`and ${texts} like database.without_diacritics(${pattern})`;
  });
  const columns = { agency: 'o.agency_id', confidentiality: 'd.confidentiality' };
  const zone = sql`at time zone 'Asia/Ho_Chi_Minh'`;
  return sql`from payments.payment_order o join cases.dossier d on d.id = o.dossier_id
    left join directory.agency_version a on a.agency_id = o.agency_id and a.valid @> ${dayOf(ctx.now)}::date
    where ${visible(ctx.actor, 'payments.view', columns)} ${sql.join(found, sql` `)}
      ${filter.state === undefined ? sql`` : sql`and o.state = ${filter.state}`}
      ${filter.way === undefined ? sql`` : sql`and o.paid_way = ${filter.way}`}
      ${filter.agencyId === undefined ? sql`` : sql`and o.agency_id = ${filter.agencyId}`}
      ${filter.from === undefined ? sql`` : sql`and o.raised_at >= ${filter.from}::date::timestamp ${zone}`}
      ${filter.to === undefined ? sql`` : sql`and o.raised_at < (${filter.to}::date + 1)::timestamp ${zone}`}`;
}

/** The columns of a row of the list. */
export const paymentColumns = sql`o.id, o.code, o.dossier_id as "dossierId", d.code as "dossierCode",
  d.procedure_name as "procedureName", coalesce(a.name, '') as "agencyName", o.payer_name as "payerName",
  o.amount_vnd as "amountVnd", o.state, to_char(o.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "raisedAt",
  to_char(o.paid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "paidAt", o.paid_way as "paidWay",
  o.paid_reference as "paidReference"`;

/** The orders in which the list may stand. */
export const paymentOrder = {
  newest: sql`o.raised_at desc, o.id`,
  oldest: sql`o.raised_at, o.id`,
  amount: sql`o.amount_vnd desc, o.id`,
  payer: sql`o.payer_name collate "vi-x-icu", o.id`,
  paid: sql`o.paid_at desc nulls last, o.id`,
} as const;
