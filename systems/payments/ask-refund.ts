import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { appendToOrder } from './order.ts';
import { holdOrderFor } from './order-access.ts';
import { refuse } from './refusals.ts';

/** An officer asks that the whole of a payment be given back, and says why; somebody else confirms. */
export const askRefund = command({
  name: 'payments.ask-refund',
  summary: 'Đề nghị hoàn tiền',
  input: z.strictObject({ orderId: uuid, reason: longText(1000) }),
  output: z.strictObject({ orderId: z.string(), refundId: z.string() }),
  access: { permission: 'payments.refund' },
  run: async (ctx, { orderId, reason }) => {
    if (ctx.actor.kind !== 'official') fail('denied', 'access.not_allowed');
    const { officialId, name } = ctx.actor;
    const order = await holdOrderFor(ctx, orderId, 'payments.refund');
    await appendToOrder(ctx, order, { kind: 'refund_asked', text: reason });
    const open = await sql`select from payments.refund where order_id = ${orderId}
      and state in ('asked', 'confirmed', 'done')`.execute(ctx.tx);
    if (open.rows.length > 0) refuse('refund_open');
    const refundId = ctx.newId();
    await sql`insert into payments.refund (id, order_id, amount_vnd, reason, state, asked_by, asked_by_name, asked_at)
      values (${refundId}, ${orderId}, ${order.amountVnd}, ${reason}, 'asked', ${officialId}, ${name}, ${ctx.now})`.execute(
      ctx.tx,
    );
    return { orderId, refundId };
  },
});
