import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { type Attempt, endAttempt, findAttempt } from './attempt.ts';
import { noteDifference } from './note-difference.ts';
import type { PaymentFacts } from './gateway/gateway.ts';
import { appendToOrder, type HeldOrder, holdOrder } from './order.ts';
import { takePayment } from './take-payment.ts';

/** What became of facts from the gateway: `kept` where no payment of ours has this reference. */
export type Applied = 'taken' | 'not_paid' | 'known' | 'other_amount' | 'kept';

/**
 * Applies what the gateway says of a payment, however it was learnt and however often: the order is locked first, paid at
 * most once, and money that has no place is written down as a difference.
 */
export async function applyFacts(ctx: Context, facts: PaymentFacts): Promise<Applied> {
  const of = await sql<{ orderId: string }>`select order_id as "orderId" from payments.attempt
    where reference = ${facts.reference}`.execute(ctx.tx);
  const orderId = of.rows[0]?.orderId;
  if (orderId === undefined) return 'kept';
  const order = await holdOrder(ctx, orderId);
  const attempt = await findAttempt(ctx, facts.reference);
  if (attempt === undefined) return 'kept';
  if (facts.status === 'paid') return applyPaid(ctx, { order, attempt, facts });
  return facts.status === 'not_paid' ? applyNotPaid(ctx, { order, attempt, facts }) : 'known';
}

type Meeting = { order: HeldOrder; attempt: Attempt; facts: PaymentFacts };

async function applyPaid(ctx: Context, { order, attempt, facts }: Meeting): Promise<Applied> {
  if (attempt.state === 'succeeded') return 'known';
  const at = { order, reference: attempt.reference, gatewayNumber: facts.gatewayNumber };
  const amounts = { ourVnd: attempt.amountVnd, gatewayVnd: facts.amountVnd };
  if (facts.amountVnd !== attempt.amountVnd) {
    await noteDifference(ctx, { kind: 'other_amount', ...at, ...amounts });
    return 'other_amount';
  }
  await endAttempt(ctx, attempt, { state: 'succeeded', gatewayNumber: facts.gatewayNumber, resultCode: '00' });
  if (order.state === 'due' || order.state === 'paying') {
    await takePayment(ctx, order, { way: 'gateway', reference: facts.gatewayNumber });
    return 'taken';
  }
  const kind = order.state === 'cancelled' ? 'paid_after_cancel' : 'paid_twice';
  await noteDifference(ctx, { kind, ...at, ...amounts });
  return 'taken';
}

async function applyNotPaid(ctx: Context, { order, attempt, facts }: Meeting): Promise<Applied> {
  if (attempt.state !== 'open') return 'known';
  const { gatewayNumber, resultCode } = facts;
  await endAttempt(ctx, attempt, { state: 'failed', gatewayNumber, resultCode });
  if (order.state === 'paying') await appendToOrder(ctx, order, { kind: 'not_paid', text: resultCode });
  return 'not_paid';
}
