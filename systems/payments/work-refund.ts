import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { requirePaymentGateway } from './gateway/gateway.ts';
import { getRefundWork } from './get-refund-work.ts';
import { self } from './platform-actor.ts';
import { recordRefund } from './record-refund.ts';

/**
 * Gives money back at the gateway. The request carries the refund's own number, so that one sent twice, because the answer was
 * lost, is one refund there; an answer that does not come makes the job try again.
 */
export async function workRefund(platform: Platform, refundId: string): Promise<void> {
  const { work } = await run(platform, getRefundWork, self, { refundId });
  if (work === null) return;
  const answer = await requirePaymentGateway(platform.memory).refund({
    requestId: refundId.replaceAll('-', ''),
    reference: work.reference,
    gatewayNumber: work.gatewayNumber,
    amountVnd: work.amountVnd,
    begunAt: new Date(work.begunAt),
    askedBy: work.askedBy,
    text: `Hoan phi le phi ${work.orderCode}`,
  });
  if (answer.status === 'pending') throw new Error('the gateway is still working on the refund');
  const { status, reference, resultCode } = answer;
  await run(platform, recordRefund, self, { refundId, status, reference, resultCode });
}
