import { type Account, holdAccount } from '@cuaso/platform/identity/account.ts';
import { isLockedOut } from '@cuaso/platform/identity/lockout.ts';
import { hashOfToken } from '@cuaso/platform/identity/secrets.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { countFailure } from './prove-password.ts';
import { openedFor, refusedAs, type SignInResult } from './sign-in-result.ts';

/** The token that `sign-in` gave for the second step. */
export const pendingToken = z
  .string()
  .regex(/^[\w-]{43}$/, { error: 'Lần đăng nhập này không đúng. Xin đăng nhập lại.' });

/** A sign-in that waits for its second factor, held until the transaction ends. */
export type Pending = { id: string; accountId: string; device: string };

/** The waiting sign-in of this token, if it still waits. */
export async function holdPending(ctx: Context, token: string): Promise<Pending | undefined> {
  const found = await sql<Pending>`select id, account_id as "accountId", device from identity.pending_sign_in
    where token_hash = ${hashOfToken(token)} and used_at is null and expires_at > ${ctx.now} for update`.execute(
    ctx.tx,
  );
  return found.rows[0];
}

/** Opens the session if the code is proved; a wrong code counts like a wrong password. */
export async function answerPending(
  ctx: Context,
  token: string,
  prove: (account: Account) => Promise<boolean>,
): Promise<SignInResult> {
  const pending = await holdPending(ctx, token);
  if (pending === undefined) return refusedAs('sign_in_expired');
  const account = await holdAccount(ctx.tx, pending.accountId);
  if (account?.status !== 'active' || isLockedOut(account, ctx.now)) return refusedAs('wrong_code');
  if (!(await prove(account))) {
    await countFailure(ctx, account);
    return refusedAs('wrong_code');
  }
  return openPending(ctx, pending, account);
}

/** The second factor was shown: uses up the waiting sign-in and opens the session. */
export async function openPending(ctx: Context, pending: Pending, account: Account): Promise<SignInResult> {
  await sql`update identity.pending_sign_in set used_at = ${ctx.now} where id = ${pending.id}`.execute(ctx.tx);
  return openedFor(ctx, account, { device: pending.device, secondFactorAt: ctx.now });
}
