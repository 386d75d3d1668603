import { uuid } from '@cuaso/kernel/fields.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { holdOrderFor } from './order-access.ts';
import { refuse } from './refusals.ts';
import { takePayment } from './take-payment.ts';

/** An officer matches a transfer of the statement with the order it pays: same agency, same amount, paid once. */
export const matchTransfer = command({
  name: 'payments.match-transfer',
  summary: 'Khớp chuyển khoản với khoản thu',
  input: z.strictObject({
    transferId: uuid,
    orderCode: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^TT[2-9A-HJ-NP-Z]{8}$/, 'Mã khoản thu gồm TT và 8 chữ, số. Ví dụ: TT2345ABCD.'),
  }),
  output: z.strictObject({ orderId: z.string(), state: z.string() }),
  access: { permission: 'payments.collect' },
  run: async (ctx, { transferId, orderCode }) => {
    const transfer = await holdTransfer(ctx, transferId);
    const found = await sql<{ id: string }>`select id from payments.payment_order where code = ${orderCode}
      and agency_id = ${transfer.agencyId}`.execute(ctx.tx);
    const orderId = (found.rows[0] ?? refuse('order_not_found', 'orderCode')).id;
    const order = await holdOrderFor(ctx, orderId, 'payments.collect');
    if (order.state === 'paying') refuse('being_paid', 'orderCode');
    if (order.amountVnd !== transfer.amountVnd) refuse('other_amount', 'orderCode');
    const paid = await takePayment(ctx, order, { way: 'transfer', reference: transfer.bankReference });
    await sql`update payments.transfer set order_id = ${orderId}, settled_at = ${ctx.now}, settled_by = ${actorWordOf(ctx.actor)}
      where id = ${transferId}`.execute(ctx.tx);
    return { orderId, state: paid.state };
  },
});

/** A transfer that waits, locked; one of an agency out of reach is not found. */
export async function holdTransfer(
  ctx: Context,
  id: string,
): Promise<{ agencyId: string; amountVnd: number; bankReference: string }> {
  const found = await sql<{ agencyId: string; amountVnd: number; bankReference: string; settledAt: Date | null }>`
    select agency_id as "agencyId", amount_vnd as "amountVnd", bank_reference as "bankReference", settled_at as "settledAt"
    from payments.transfer where id = ${id} for update`.execute(ctx.tx);
  const row = found.rows[0] ?? refuse('transfer_not_found');
  requireAccess(ctx.actor, 'payments.collect', { agencyId: row.agencyId }, 'payments.collect');
  if (row.settledAt !== null) refuse('transfer_settled');
  return row;
}
