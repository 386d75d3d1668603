import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const workSchema = z.strictObject({
  reference: z.string(),
  gatewayNumber: z.string(),
  amountVnd: z.number(),
  begunAt: z.string(),
  askedBy: z.string(),
  orderCode: z.string(),
});

/** What the job needs to give money back at the gateway; nothing when there is no more to do. */
export const getRefundWork = query({
  name: 'payments.get-refund-work',
  summary: 'Việc hoàn tiền cần làm ở cổng thanh toán',
  input: z.strictObject({ refundId: uuid }),
  output: z.strictObject({ work: workSchema.nullable() }),
  access: { system: 'Chỉ việc nền hoàn tiền' },
  run: async (ctx, { refundId }) => {
    const found = await sql<z.infer<typeof workSchema>>`select a.reference, a.gateway_number as "gatewayNumber",
        r.amount_vnd as "amountVnd", to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "begunAt",
        r.asked_by_name as "askedBy", o.code as "orderCode"
      from payments.refund r join payments.payment_order o on o.id = r.order_id
      join payments.attempt a on a.order_id = o.id and a.state = 'succeeded' and a.gateway_number = o.paid_reference
      where r.id = ${refundId} and r.state = 'confirmed'`.execute(ctx.tx);
    return { work: found.rows[0] ?? null };
  },
});
