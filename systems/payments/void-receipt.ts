import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { holdOrderFor } from './order-access.ts';
import { issueReceipt, voidReceipt as makeVoid } from './take-payment.ts';

/** Makes a wrong receipt void and issues another with the next number; no number is ever taken away. */
export const voidReceipt = command({
  name: 'payments.void-receipt',
  summary: 'Hủy biên lai sai và cấp biên lai thay thế',
  input: z.strictObject({ orderId: uuid, reason: longText(500) }),
  output: z.strictObject({ orderId: z.string() }),
  access: { permission: 'payments.collect' },
  run: async (ctx, { orderId, reason }) => {
    if (ctx.actor.kind !== 'official') fail('denied', 'access.not_allowed');
    const order = await holdOrderFor(ctx, orderId, 'payments.collect');
    await issueReceipt(ctx, await makeVoid(ctx, order, reason, ctx.actor.name));
    return { orderId };
  },
});
