import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { appendToOrder } from './order.ts';
import { holdOrderFor } from './order-access.ts';

/** Gives up an order that nobody paid: remitted, raised by mistake, or the dossier was withdrawn. */
export const cancelPayment = command({
  name: 'payments.cancel-payment',
  summary: 'Hủy hoặc miễn khoản thu chưa nộp',
  input: z.strictObject({ orderId: uuid, reason: longText(1000) }),
  output: z.strictObject({ orderId: z.string(), state: z.string() }),
  access: { permission: 'payments.collect' },
  run: async (ctx, { orderId, reason }) => {
    const order = await holdOrderFor(ctx, orderId, 'payments.collect');
    const { state } = await appendToOrder(ctx, order, { kind: 'cancelled', text: reason });
    return { orderId, state };
  },
});
