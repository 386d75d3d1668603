import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** One try at the gateway. */
export type Attempt = {
  id: string;
  orderId: string;
  number: number;
  reference: string;
  amountVnd: number;
  state: 'open' | 'succeeded' | 'failed' | 'expired';
  createdAt: Date;
  expiresAt: Date;
  asked: number;
  gatewayNumber: string;
};

const columns = sql`id, order_id as "orderId", number, reference, amount_vnd as "amountVnd", state, created_at as "createdAt",
  expires_at as "expiresAt", asked, gateway_number as "gatewayNumber"`;

/** The last try of an order, open or over. */
export async function findLastAttempt(ctx: Context, orderId: string): Promise<Attempt | undefined> {
  const found = await sql<Attempt>`select ${columns} from payments.attempt where order_id = ${orderId}
    order by number desc limit 1`.execute(ctx.tx);
  return found.rows[0];
}

/** The try with our reference; read only after its order was locked. */
export async function findAttempt(ctx: Context, reference: string): Promise<Attempt | undefined> {
  const found = await sql<Attempt>`select ${columns} from payments.attempt where reference = ${reference}`.execute(
    ctx.tx,
  );
  return found.rows[0];
}

/** Ends a try. One that ended as failed or expired may still turn out to have succeeded: the gateway has the last word. */
export async function endAttempt(
  ctx: Context,
  attempt: Attempt,
  end: { state: 'succeeded' | 'failed' | 'expired'; gatewayNumber: string; resultCode: string },
): Promise<void> {
  await sql`update payments.attempt set state = ${end.state}, ended_at = coalesce(ended_at, ${ctx.now}), next_ask_at = null,
    gateway_number = ${end.gatewayNumber}, result_code = ${end.resultCode} where id = ${attempt.id}`.execute(ctx.tx);
}

/** A try is over time and gives way to another; the gateway is still asked about it, for it may have been paid at the last moment. */
export async function letExpire(ctx: Context, attempt: Attempt): Promise<void> {
  await sql`update payments.attempt set state = 'expired', ended_at = ${ctx.now} where id = ${attempt.id}`.execute(
    ctx.tx,
  );
}

/** When the gateway is asked again: soon at first, then less and less often, at most an hour apart. */
export function nextAskAt(now: Date, asked: number): Date {
  return new Date(now.getTime() + Math.min(60, 2 ** Math.min(asked, 6)) * 60_000);
}
