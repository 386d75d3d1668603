import { shortText, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { endRefund } from './end-refund.ts';
import { requireOrderAccess } from './order-access.ts';
import { holdRefund } from './refund.ts';
import { refuse } from './refusals.ts';

/** Records that money of a transfer or of the counter was given back, with the number of the bank's or the paying slip. */
export const recordRefundByHand = command({
  name: 'payments.record-refund-by-hand',
  summary: 'Ghi đã hoàn tiền bằng chuyển khoản hoặc tiền mặt',
  input: z.strictObject({ refundId: uuid, reference: shortText(60) }),
  output: z.strictObject({ refundId: z.string(), state: z.string() }),
  access: { permission: 'payments.collect' },
  run: async (ctx, { refundId, reference }) => {
    const refund = await holdRefund(ctx, refundId);
    await requireOrderAccess(ctx, refund.order.id, 'payments.collect');
    if (refund.state !== 'confirmed') refuse('refund_over');
    if (refund.order.paidWay === 'gateway') refuse('refund_by_gateway');
    await endRefund(ctx, refund, reference);
    return { refundId, state: 'done' };
  },
});
