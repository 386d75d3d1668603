import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { requireOrderAccess } from './order-access.ts';
import { printedReceiptSchema, printReceiptOf } from './receipt-document.ts';

/** Prints the receipt of a payment, for an officer. */
export const printReceipt = query({
  name: 'payments.print-receipt',
  summary: 'In biên lai thu phí, lệ phí',
  input: z.strictObject({ orderId: uuid }),
  output: printedReceiptSchema,
  access: { permission: 'payments.view' },
  sees: (output) => [{ relation: 'payments.payment_order', keys: [output.orderId] }],
  run: async (ctx, { orderId }) => {
    await requireOrderAccess(ctx, orderId, 'payments.view');
    return printReceiptOf(ctx, orderId);
  },
});
