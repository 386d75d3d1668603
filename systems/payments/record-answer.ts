import { uuid } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { applyFacts } from './apply-facts.ts';
import { endAttempt, findAttempt, nextAskAt } from './attempt.ts';
import { appendToOrder, holdOrder } from './order.ts';

/** After its time a try that the gateway does not know as paid is given up, this long after. */
const graceMinutes = 15;

/** Records what the gateway answered about a try; no answer means that it is asked again. */
export const recordAnswer = command({
  name: 'payments.record-answer',
  summary: 'Ghi câu trả lời của cổng thanh toán',
  input: z.strictObject({
    attemptId: uuid,
    facts: z
      .strictObject({
        status: z.enum(['paid', 'not_paid', 'pending', 'unknown']),
        reference: z.string().max(100),
        amountVnd: z.int().min(0),
        gatewayNumber: z.string().max(100),
        resultCode: z.string().max(20),
      })
      .nullable(),
  }),
  output: z.strictObject({ state: z.string() }),
  access: { system: 'Chỉ việc nền hỏi cổng thanh toán' },
  run: async (ctx, { attemptId, facts }) => {
    const applied = facts === null ? 'known' : await applyFacts(ctx, facts);
    if (applied === 'taken' || applied === 'not_paid') return { state: applied };
    const found = await sql<{ orderId: string; reference: string }>`select order_id as "orderId", reference
      from payments.attempt where id = ${attemptId}`.execute(ctx.tx);
    const row = found.rows[0];
    if (row !== undefined) await askLaterOrGiveUp(ctx, row, facts !== null);
    return { state: applied };
  },
});

/** Given up only on the word of the gateway: while it is out of reach, the try stays open. */
async function askLaterOrGiveUp(
  ctx: Context,
  { orderId, reference }: { orderId: string; reference: string },
  isAnswered: boolean,
): Promise<void> {
  const order = await holdOrder(ctx, orderId);
  const attempt = await findAttempt(ctx, reference);
  if (attempt === undefined || (attempt.state !== 'open' && attempt.state !== 'expired')) return;
  const isOver = ctx.now.getTime() > attempt.expiresAt.getTime() + graceMinutes * 60_000;
  if (isAnswered && isOver) {
    await endAttempt(ctx, attempt, { state: 'expired', gatewayNumber: '', resultCode: '' });
    if (order.state === 'paying' && attempt.state === 'open') await appendToOrder(ctx, order, { kind: 'not_paid' });
    return;
  }
  const asked = attempt.asked + 1;
  await sql`update payments.attempt set asked = ${asked}, next_ask_at = ${nextAskAt(ctx.now, asked)}
    where id = ${attempt.id}`.execute(ctx.tx);
}
