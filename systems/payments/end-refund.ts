import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { appendToOrder } from './order.ts';
import type { HeldRefund } from './refund.ts';
import { voidReceipt } from './take-payment.ts';

/** Money was given back: the receipt is void, the order refunded, once. */
export async function endRefund(ctx: Context, refund: HeldRefund, reference: string): Promise<void> {
  await sql`update payments.refund set state = 'done', done_at = ${ctx.now}, reference = ${reference}
    where id = ${refund.id}`.execute(ctx.tx);
  const good =
    await sql`select from payments.receipt where order_id = ${refund.order.id} and voided_at is null`.execute(ctx.tx);
  const order =
    good.rows.length === 0
      ? refund.order
      : await voidReceipt(ctx, refund.order, `Hoàn tiền: ${refund.reason}`, refund.askedByName);
  await appendToOrder(ctx, order, { kind: 'refunded', text: reference });
}
