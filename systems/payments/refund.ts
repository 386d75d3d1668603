import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { type HeldOrder, holdOrder } from './order.ts';
import { refuse } from './refusals.ts';

/** A refund in hand, with its order; both locked, the order first. */
export type HeldRefund = {
  id: string;
  state: 'asked' | 'refused' | 'confirmed' | 'done' | 'failed';
  askedBy: string;
  askedByName: string;
  reason: string;
  amountVnd: number;
  order: HeldOrder;
};

/** Takes a refund in hand. */
export async function holdRefund(ctx: Context, id: string): Promise<HeldRefund> {
  const of = await sql<{ orderId: string }>`select order_id as "orderId" from payments.refund where id = ${id}`.execute(
    ctx.tx,
  );
  const order = await holdOrder(ctx, (of.rows[0] ?? refuse('refund_not_found')).orderId);
  const found = await sql<
    Omit<HeldRefund, 'order'>
  >`select id, state, asked_by as "askedBy", asked_by_name as "askedByName",
    reason, amount_vnd as "amountVnd" from payments.refund where id = ${id} for update`.execute(ctx.tx);
  return { ...(found.rows[0] ?? refuse('refund_not_found')), order };
}
