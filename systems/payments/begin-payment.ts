import { uuid } from '@cuaso/kernel/fields.ts';
import { findSite } from '@cuaso/platform/identity/site.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Attempt, findLastAttempt, letExpire, nextAskAt } from './attempt.ts';
import { requirePaymentGateway } from './gateway/gateway.ts';
import { requireMine } from './my-order.ts';
import { appendToOrder, type HeldOrder, holdOrder } from './order.ts';
import { refuse } from './refusals.ts';

const minutesToPay = 15;

/**
 * A person begins to pay at the gateway: gives the address to go to. Begun twice it is the same try with the same address, so
 * that nobody pays twice; nothing goes over the network here.
 */
export const beginPayment = command({
  name: 'payments.begin-payment',
  summary: 'Bắt đầu nộp phí, lệ phí qua cổng thanh toán',
  input: z.strictObject({ orderId: uuid, payerAddress: z.union([z.ipv4(), z.ipv6()]).default('127.0.0.1') }),
  output: z.strictObject({ orderId: z.string(), reference: z.string(), payUrl: z.string() }),
  access: { signedIn: 'person', because: 'run keeps to what the own dossiers owe' },
  run: async (ctx, input) => {
    const gateway = requirePaymentGateway(ctx.memory);
    const order = await holdOrder(ctx, input.orderId);
    requireMine(ctx, order.accountId);
    const attempt = (await findUsable(ctx, order)) ?? (await newAttempt(ctx, order));
    const payUrl = gateway.payUrlOf({
      reference: attempt.reference,
      amountVnd: attempt.amountVnd,
      text: `Nop phi le phi ${order.code}`,
      createdAt: attempt.createdAt,
      expiresAt: attempt.expiresAt,
      returnUrl: `${findSite(ctx.memory)?.origin ?? ''}/ho-so/${order.dossierId}/thanh-toan/${order.id}`,
      payerAddress: input.payerAddress,
    });
    return { orderId: order.id, reference: attempt.reference, payUrl };
  },
});

/** The open try, if the gateway still takes money for it; one that is over time gives way to the next. */
async function findUsable(ctx: Context, order: HeldOrder): Promise<Attempt | undefined> {
  if (order.state !== 'paying') return undefined;
  const last = await findLastAttempt(ctx, order.id);
  if (last?.state !== 'open') return undefined;
  if (ctx.now < last.expiresAt) return last;
  await letExpire(ctx, last);
  return undefined;
}

async function newAttempt(ctx: Context, order: HeldOrder): Promise<Attempt> {
  await appendToOrder(ctx, order, { kind: 'begun' });
  const number = ((await findLastAttempt(ctx, order.id))?.number ?? 0) + 1;
  if (number > 99) refuse('too_many_attempts');
  const attempt: Attempt = {
    id: ctx.newId(),
    orderId: order.id,
    number,
    reference: `${order.code}${String(number).padStart(2, '0')}`,
    amountVnd: order.amountVnd,
    state: 'open',
    createdAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + minutesToPay * 60_000),
    asked: 0,
    gatewayNumber: '',
  };
  await sql`insert into payments.attempt (id, order_id, number, reference, amount_vnd, created_at, expires_at, next_ask_at)
    values (${attempt.id}, ${order.id}, ${number}, ${attempt.reference}, ${attempt.amountVnd}, ${attempt.createdAt},
      ${attempt.expiresAt}, ${nextAskAt(ctx.now, 0)})`.execute(ctx.tx);
  return attempt;
}
