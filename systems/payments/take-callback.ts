import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Applied, applyFacts } from './apply-facts.ts';
import { type CallbackAnswer, type PaymentFacts, requirePaymentGateway } from './gateway/gateway.ts';

/**
 * The gateway tells what became of a payment. Only its signature is believed; told twice it is done once; about a payment that
 * is not here (yet) it is kept and matched later. The answer is what the protocol asks for: the gateway repeats until "00" or "02".
 */
export const takeCallback = command({
  name: 'payments.take-callback',
  summary: 'Nhận kết quả thanh toán do cổng thanh toán gửi',
  input: z.strictObject({
    parameters: z
      .record(z.string().max(60), z.string().max(1000))
      .refine((all) => Object.keys(all).length <= 40, { error: 'Có quá nhiều tham số.' }),
  }),
  output: z.strictObject({ code: z.string(), message: z.string() }),
  access: { everyone: 'the gateway has no account here; its signature over the parameters is its proof' },
  limits: { callsPerMinute: 600, inputBytes: 32_768 },
  run: async (ctx, input): Promise<CallbackAnswer> => {
    const gateway = requirePaymentGateway(ctx.memory);
    const facts = gateway.readCallback(input.parameters);
    if (facts === undefined) return { code: '97', message: 'Invalid signature' };
    const callback = await keepCallback(ctx, facts);
    if (callback === undefined) return { code: '02', message: 'Order already confirmed' };
    const applied = await applyFacts(ctx, facts);
    await settleCallback(ctx, callback, applied);
    return answers[applied];
  },
});

const answers: Readonly<Record<Applied, CallbackAnswer>> = {
  taken: { code: '00', message: 'Confirm success' },
  not_paid: { code: '00', message: 'Confirm success' },
  known: { code: '02', message: 'Order already confirmed' },
  other_amount: { code: '04', message: 'Invalid amount' },
  kept: { code: '01', message: 'Order not found' },
};

/** Writes how a callback that was kept ended; one that fits nothing yet stays as it is. */
export async function settleCallback(ctx: Context, id: string, outcome: Applied): Promise<void> {
  if (outcome === 'kept') return;
  await sql`update payments.callback set outcome = ${outcome}, settled_at = ${ctx.now} where id = ${id}`.execute(
    ctx.tx,
  );
}

/** The row of this message to be worked on; nothing when it was dealt with before. Two at once wait for each other here. */
async function keepCallback(ctx: Context, facts: PaymentFacts): Promise<string | undefined> {
  const { reference, gatewayNumber, resultCode, amountVnd } = facts;
  await sql`insert into payments.callback (id, reference, gateway_number, result_code, amount_vnd, received_at, outcome)
    values (${ctx.newId()}, ${reference}, ${gatewayNumber}, ${resultCode}, ${amountVnd}, ${ctx.now}, 'kept')
    on conflict (reference, gateway_number, result_code) do nothing`.execute(ctx.tx);
  const open = await sql<{ id: string }>`select id from payments.callback where reference = ${reference}
      and gateway_number = ${gatewayNumber} and result_code = ${resultCode} and settled_at is null for update`.execute(
    ctx.tx,
  );
  return open.rows[0]?.id;
}
