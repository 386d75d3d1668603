import { codeOf, hashOfToken } from '@cuaso/platform/identity/secrets.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** Makes a one-time code for an account; an earlier one that is still open is withdrawn. The account is held. */
export async function newReset(
  ctx: Context,
  accountId: string,
  wanted: { paper: string; removesSecondFactor: boolean; minutes: number },
): Promise<{ code: string; expiresAt: string }> {
  const code = codeOf(ctx.random, 12);
  const expiresAt = new Date(ctx.now.getTime() + wanted.minutes * 60_000);
  await sql`update identity.reset set withdrawn_at = ${ctx.now}
    where account_id = ${accountId} and used_at is null and withdrawn_at is null`.execute(ctx.tx);
  await sql`
    insert into identity.reset (id, account_id, code_hash, issued_by, paper, removes_second_factor, issued_at, expires_at)
    values (${ctx.newId()}, ${accountId}, ${hashOfToken(code)}, ${actorWordOf(ctx.actor)}, ${wanted.paper},
      ${wanted.removesSecondFactor}, ${ctx.now}, ${expiresAt})`.execute(ctx.tx);
  return { code, expiresAt: expiresAt.toISOString() };
}
