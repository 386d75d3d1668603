import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { requireMine } from './my-order.ts';
import { loadOrder } from './order-shown.ts';
import { printedReceiptSchema, printReceiptOf } from './receipt-document.ts';

/** The receipt of an own payment. */
export const printMyReceipt = query({
  name: 'payments.print-my-receipt',
  summary: 'In biên lai của tôi',
  input: z.strictObject({ orderId: uuid }),
  output: printedReceiptSchema,
  access: { signedIn: 'person', because: 'run keeps to what the own dossiers owe' },
  run: async (ctx, { orderId }) => {
    requireMine(ctx, (await loadOrder(ctx, orderId)).accountId);
    return printReceiptOf(ctx, orderId);
  },
});
