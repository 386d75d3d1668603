import { uuid } from '@cuaso/kernel/fields.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const rowSchema = z.strictObject({
  id: z.string(),
  agencyName: z.string(),
  bankReference: z.string(),
  bookedOn: z.string(),
  amountVnd: z.number(),
  purpose: z.string(),
  settledAt: z.string().nullable(),
  note: z.string(),
  /** The order that it was matched with. */
  orderId: z.string().nullable(),
  orderCode: z.string().nullable(),
  /** The unpaid order whose code stands in the purpose, to be confirmed by a person. */
  fitsId: z.string().nullable(),
  fitsCode: z.string().nullable(),
  fitsPayer: z.string().nullable(),
  fitsVnd: z.number().nullable(),
});

/** Incoming transfers of the statements within reach, those that nobody matched first, each with the order it names. */
export const listTransfers = query({
  name: 'payments.list-transfers',
  summary: 'Các khoản chuyển khoản trong sao kê',
  input: z.strictObject({
    show: z.enum(['open', 'settled', 'all']).default('open'),
    transferId: uuid.optional(),
    limit: z.int().min(1).max(200).default(50),
    offset: z.int().min(0).max(100_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), rows: z.array(rowSchema) }),
  access: { permission: 'payments.collect' },
  sees: (output) => [
    { relation: 'payments.payment_order', keys: output.rows.flatMap((row) => row.orderId ?? row.fitsId ?? []) },
  ],
  run: async (ctx, { show, transferId, limit, offset }) => {
    const found = await sql<
      z.infer<typeof rowSchema> & { total: number }
    >`select t.id, coalesce(a.name, '') as "agencyName",
        t.bank_reference as "bankReference", t.booked_on::text as "bookedOn", t.amount_vnd as "amountVnd", t.purpose,
        to_char(t.settled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "settledAt", t.note, t.order_id as "orderId",
        m.code as "orderCode", f.id as "fitsId", f.code as "fitsCode", f.payer_name as "fitsPayer", f.amount_vnd as "fitsVnd",
        count(*) over ()::int as total
      from payments.transfer t
      left join directory.agency_version a on a.agency_id = t.agency_id and a.valid @> (${ctx.now} at time zone 'Asia/Ho_Chi_Minh')::date
      left join payments.payment_order m on m.id = t.order_id
      left join payments.payment_order f on t.settled_at is null and f.agency_id = t.agency_id and f.state in ('due', 'paying')
        and f.code = upper(substring(t.purpose from '(?i)TT[2-9A-HJ-NP-Z]{8}'))
      where ${visible(ctx.actor, 'payments.collect', { agency: 't.agency_id' })}
        ${transferId === undefined ? sql`` : sql`and t.id = ${transferId}`}
        ${show === 'all' ? sql`` : show === 'open' ? sql`and t.settled_at is null` : sql`and t.settled_at is not null`}
      order by (t.settled_at is null) desc, t.booked_on desc, t.id limit ${limit} offset ${offset}`.execute(ctx.tx);
    return { total: found.rows[0]?.total ?? 0, rows: found.rows.map(({ total: _, ...row }) => row) };
  },
});
