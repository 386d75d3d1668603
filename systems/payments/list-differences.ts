import { visible } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { differenceKinds } from './note-difference.ts';

const rowSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(differenceKinds),
  agencyName: z.string(),
  orderId: z.string().nullable(),
  orderCode: z.string().nullable(),
  payerName: z.string().nullable(),
  reference: z.string(),
  gatewayNumber: z.string(),
  ourVnd: z.number().nullable(),
  gatewayVnd: z.number().nullable(),
  foundAt: z.string(),
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
  note: z.string().nullable(),
});
const daySchema = z.strictObject({
  day: z.string(),
  ranAt: z.string(),
  listed: z.int(),
  listedVnd: z.number(),
  agreed: z.int(),
  differences: z.int(),
});

/** What does not agree with the gateway, open ones first; what belongs to no agency is for who sees the whole province. */
export const listDifferences = query({
  name: 'payments.list-differences',
  summary: 'Chênh lệch với cổng thanh toán',
  input: z.strictObject({
    show: z.enum(['open', 'settled', 'all']).default('open'),
    limit: z.int().min(1).max(200).default(50),
    offset: z.int().min(0).max(100_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), rows: z.array(rowSchema), days: z.array(daySchema) }),
  access: { permission: 'payments.reconcile' },
  sees: (output) => [{ relation: 'payments.payment_order', keys: output.rows.flatMap((row) => row.orderId ?? []) }],
  run: async (ctx, { show, limit, offset }) => {
    const found = await sql<
      z.infer<typeof rowSchema> & { total: number }
    >`select x.id, x.kind, coalesce(a.name, '') as "agencyName",
        x.order_id as "orderId", o.code as "orderCode", o.payer_name as "payerName", x.reference, x.gateway_number as "gatewayNumber",
        x.our_vnd as "ourVnd", x.gateway_vnd as "gatewayVnd",
        to_char(x.found_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "foundAt",
        to_char(x.settled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "settledAt", x.settled_by as "settledBy", x.note,
        count(*) over ()::int as total
      from payments.difference x left join payments.payment_order o on o.id = x.order_id
      left join directory.agency_version a on a.agency_id = x.agency_id and a.valid @> (${ctx.now} at time zone 'Asia/Ho_Chi_Minh')::date
      where ${visible(ctx.actor, 'payments.reconcile', { agency: 'x.agency_id' })}
        ${show === 'all' ? sql`` : show === 'open' ? sql`and x.settled_at is null` : sql`and x.settled_at is not null`}
      order by (x.settled_at is null) desc, x.found_at desc, x.id limit ${limit} offset ${offset}`.execute(ctx.tx);
    const days = await sql<
      z.infer<typeof daySchema>
    >`select day::text, to_char(ran_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "ranAt",
        listed, listed_vnd as "listedVnd", agreed, differences from payments.reconciliation order by day desc limit 14`.execute(
      ctx.tx,
    );
    return {
      total: found.rows[0]?.total ?? 0,
      rows: found.rows.map(({ total: _, ...row }) => row),
      days: days.rows,
    };
  },
});
