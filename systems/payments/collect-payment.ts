import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { holdOrderFor } from './order-access.ts';
import { refuse } from './refusals.ts';
import { takePayment } from './take-payment.ts';

/** The counter takes cash for an order; the receipt is there at once. Refused while the payer is at the gateway. */
export const collectPayment = command({
  name: 'payments.collect-payment',
  summary: 'Thu tiền mặt tại quầy',
  input: z.strictObject({ orderId: uuid }),
  output: z.strictObject({ orderId: z.string(), state: z.string() }),
  access: { permission: 'payments.collect' },
  run: async (ctx, { orderId }) => {
    const order = await holdOrderFor(ctx, orderId, 'payments.collect');
    if (order.state === 'paying') refuse('being_paid');
    const paid = await takePayment(ctx, order, { way: 'cash', reference: '' });
    return { orderId, state: paid.state };
  },
});
