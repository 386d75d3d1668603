import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** A session whose documents are all signed or not signed is over; its secret is erased. */
export async function endIfDone(ctx: Context, sessionId: string): Promise<void> {
  await sql`update signing.session s set state = 'ended', ended_at = ${ctx.now}, activation_secret = null
    where s.id = ${sessionId} and s.state = 'open' and not exists (select from signing.item i
      where i.session_id = s.id and i.state in ('waiting', 'sent', 'answered'))`.execute(ctx.tx);
}

/** The documents of a session that still have no answer are not signed, for this reason. */
export async function failWaiting(ctx: Context, sessionId: string, refusal: string): Promise<void> {
  await sql`update signing.item set state = 'failed', refusal = ${refusal}, changed_at = ${ctx.now}
    where session_id = ${sessionId} and state in ('waiting', 'sent')`.execute(ctx.tx);
  await sql`update signing.session set refusal = ${refusal} where id = ${sessionId}`.execute(ctx.tx);
  await endIfDone(ctx, sessionId);
}
