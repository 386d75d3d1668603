import { visible } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const states = ['asked', 'refused', 'confirmed', 'done', 'failed'] as const;

const rowSchema = z.strictObject({
  id: z.string(),
  orderId: z.string(),
  orderCode: z.string(),
  dossierCode: z.string(),
  payerName: z.string(),
  amountVnd: z.number(),
  reason: z.string(),
  state: z.enum(states),
  paidWay: z.enum(['gateway', 'transfer', 'cash']),
  askedByName: z.string(),
  askedAt: z.string(),
  decidedByName: z.string(),
  problem: z.string(),
  reference: z.string(),
  /** Asked for by the one who looks: he may not decide it. */
  isMine: z.boolean(),
});

/** The refunds within reach, those that wait for a decision first. */
export const listRefunds = query({
  name: 'payments.list-refunds',
  summary: 'Danh sách đề nghị hoàn tiền',
  input: z.strictObject({
    state: z.enum(states).optional(),
    limit: z.int().min(1).max(200).default(50),
    offset: z.int().min(0).max(10_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), rows: z.array(rowSchema) }),
  access: { permission: 'payments.view' },
  sees: (output) => [{ relation: 'payments.payment_order', keys: output.rows.map((row) => row.orderId) }],
  run: async (ctx, input) => {
    const mine = ctx.actor.kind === 'official' ? ctx.actor.officialId : null;
    const columns = { agency: 'o.agency_id', confidentiality: 'd.confidentiality' };
    const found = await sql<z.infer<typeof rowSchema> & { total: number }>`select r.id, r.order_id as "orderId",
        o.code as "orderCode", d.code as "dossierCode", o.payer_name as "payerName", r.amount_vnd as "amountVnd", r.reason, r.state,
        o.paid_way as "paidWay", r.asked_by_name as "askedByName",
        to_char(r.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "askedAt", r.decided_by_name as "decidedByName",
        r.problem, r.reference, coalesce(r.asked_by = ${mine}::uuid, false) as "isMine", count(*) over ()::int as total
      from payments.refund r join payments.payment_order o on o.id = r.order_id join cases.dossier d on d.id = o.dossier_id
      where ${visible(ctx.actor, 'payments.view', columns)}
        ${input.state === undefined ? sql`` : sql`and r.state = ${input.state}`}
      order by array_position(array['asked', 'confirmed', 'failed', 'refused', 'done'], r.state), r.asked_at desc, r.id
      limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    return { total: found.rows[0]?.total ?? 0, rows: found.rows.map(({ total: _, ...row }) => row) };
  },
});
