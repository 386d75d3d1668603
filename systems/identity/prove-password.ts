import {
  type Account,
  findAccount,
  findAccountByLogin,
  holdAccount,
  writeAttempts,
} from '@cuaso/platform/identity/account.ts';
import { afterFailure, isLockedOut } from '@cuaso/platform/identity/lockout.ts';
import { isPassword } from '@cuaso/platform/identity/password.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * The account, held, if this is its password now. The slow hash is computed before any lock and for unknown logins
 * too; the decision falls under the lock, so that many guesses at once are counted one by one. A wrong one is counted.
 */
export async function proveByPassword(
  ctx: Context,
  who: { login: string } | { accountId: string },
  password: string,
): Promise<Account | undefined> {
  const known = 'login' in who ? await findAccountByLogin(ctx.tx, who.login) : await findAccount(ctx.tx, who.accountId);
  const matches = await isPassword(known?.passwordSecret, password);
  const account = await holdAccount(ctx.tx, known?.id ?? nobody);
  const listened = account?.status === 'active' && !isLockedOut(account, ctx.now);
  if (listened && matches && account.passwordSecret === known?.passwordSecret) return account;
  await countFailure(ctx, listened && !matches ? account : undefined);
  return undefined;
}

/**
 * Counts a failure of the held account; while nobody is listened to nothing is counted. The commit does not wait for
 * the disk, and without an account the same statement changes nothing: the time of the answer tells nothing either.
 */
export async function countFailure(ctx: Context, account: Account | undefined): Promise<void> {
  await sql`select set_config('synchronous_commit', 'off', true)`.execute(ctx.tx);
  const attempts = account ?? { failedAttempts: 0, failedAt: null, lockedUntil: null };
  await writeAttempts(ctx.tx, account?.id ?? nobody, afterFailure(attempts, ctx.now));
}
