import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { enqueue } from '@cuaso/platform/jobs/enqueue.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { appendToOrder } from './order.ts';
import { requireOrderAccess } from './order-access.ts';
import { holdRefund } from './refund.ts';
import { refuse } from './refusals.ts';

/**
 * A second official confirms a refund, or refuses it with a reason. What was paid at the gateway a job gives back there; what
 * was transferred or paid in cash is given back by hand and then recorded.
 */
export const decideRefund = command({
  name: 'payments.decide-refund',
  summary: 'Duyệt hoặc không duyệt hoàn tiền',
  input: z.strictObject({
    refundId: uuid,
    decision: z.enum(['confirm', 'refuse']),
    note: z.string().trim().max(1000).default(''),
  }),
  output: z.strictObject({ refundId: z.string(), state: z.string() }),
  access: { permission: 'payments.confirm' },
  run: async (ctx, { refundId, decision, note }) => {
    if (ctx.actor.kind !== 'official') fail('denied', 'access.not_allowed');
    const { officialId, name } = ctx.actor;
    const refund = await holdRefund(ctx, refundId);
    await requireOrderAccess(ctx, refund.order.id, 'payments.confirm');
    if (refund.state !== 'asked') refuse('refund_over');
    if (refund.askedBy === officialId) refuse('same_person');
    const isConfirmed = decision === 'confirm';
    if (!isConfirmed && note === '') fail('invalid', 'payments.no_reason', { fields: { note: noReason } });
    const state = isConfirmed ? 'confirmed' : 'refused';
    await sql`update payments.refund set state = ${state}, decided_by = ${officialId}, decided_by_name = ${name},
      decided_at = ${ctx.now}, problem = ${isConfirmed ? '' : note} where id = ${refundId}`.execute(ctx.tx);
    await appendToOrder(ctx, refund.order, {
      kind: isConfirmed ? 'refund_confirmed' : 'refund_refused',
      text: note,
    });
    if (isConfirmed && refund.order.paidWay === 'gateway')
      await enqueue(ctx, 'payments.work-refund', { refundId }, { key: `refund:${refundId}` });
    return { refundId, state };
  },
});

const noReason = 'Chưa ghi lý do không duyệt. Hãy điền mục này.';
