import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { endRefund } from './end-refund.ts';
import { appendToOrder } from './order.ts';
import { holdRefund } from './refund.ts';

/** Records how the gateway answered to a refund; recorded twice it is the same. */
export const recordRefund = command({
  name: 'payments.record-refund',
  summary: 'Ghi kết quả hoàn tiền ở cổng thanh toán',
  input: z.strictObject({
    refundId: uuid,
    status: z.enum(['done', 'refused']),
    reference: z.string().max(100),
    resultCode: z.string().max(20),
  }),
  output: z.strictObject({ state: z.string() }),
  access: { system: 'Chỉ việc nền hoàn tiền' },
  run: async (ctx, { refundId, status, reference, resultCode }) => {
    const refund = await holdRefund(ctx, refundId);
    if (refund.state !== 'confirmed') return { state: refund.state };
    if (status === 'done') {
      await endRefund(ctx, refund, reference);
      return { state: 'done' };
    }
    await sql`update payments.refund set state = 'failed', problem = ${`Cổng thanh toán từ chối, mã ${resultCode}.`}
      where id = ${refundId}`.execute(ctx.tx);
    await appendToOrder(ctx, refund.order, { kind: 'refund_failed', text: `Mã ${resultCode}` });
    return { state: 'failed' };
  },
});
