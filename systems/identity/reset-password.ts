import {
  type Account,
  findAccountByLogin,
  holdAccount,
  writeAttempts,
  writePassword,
} from '@cuaso/platform/identity/account.ts';
import { isLockedOut, noFailures } from '@cuaso/platform/identity/lockout.ts';
import { loginName } from '@cuaso/platform/identity/login.ts';
import { hashPassword } from '@cuaso/platform/identity/password.ts';
import { chosenPassword, passwordProblemOf } from '@cuaso/platform/identity/password-rule.ts';
import { removeSecondFactors } from '@cuaso/platform/identity/second-factors.ts';
import { hashOfToken, tidyCode } from '@cuaso/platform/identity/secrets.ts';
import { endSessions } from '@cuaso/platform/identity/session.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { invalidField } from '@cuaso/platform/operations/invalid-input.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { countFailure } from './prove-password.ts';
import { refusedAs, refusedSchema } from './sign-in-result.ts';

/** Sets a new password with the one-time code; every session ends. A wrong code counts like a wrong password. */
export const resetPassword = command({
  name: 'identity.reset-password',
  summary: 'Đặt lại mật khẩu bằng mã một lần',
  input: z.strictObject({ login: loginName, code: z.string().min(1).max(40), password: chosenPassword }),
  output: z.discriminatedUnion('outcome', [z.strictObject({ outcome: z.literal('changed') }), refusedSchema]),
  access: { everyone: 'who has lost the password cannot sign in' },
  limits: { callsPerMinute: 60 },
  secret: true,
  run: async (ctx, input) => {
    const known = await findAccountByLogin(ctx.tx, input.login);
    // The slow hash comes first, for unknown logins too, and before the lock.
    const secret = await hashPassword(input.password, ctx.random);
    const account = known && (await holdAccount(ctx.tx, known.id));
    if (account?.status !== 'active' || isLockedOut(account, ctx.now)) return refusedAs('wrong_reset_code');
    const reset = await useReset(ctx, account.id, input.code);
    if (reset === undefined) {
      await countFailure(ctx, account);
      return refusedAs('wrong_reset_code');
    }
    const problem = passwordProblemOf(input.password, account);
    if (problem !== undefined) throw invalidField('password', 'identity.weak_password', problem);
    await resetWith(ctx, account, { secret, ...reset });
    return { outcome: 'changed' as const };
  },
});

async function useReset(
  ctx: Context,
  accountId: string,
  code: string,
): Promise<{ removesSecondFactor: boolean; checked: boolean } | undefined> {
  const used = await sql<{ removesSecondFactor: boolean; checked: boolean }>`
    update identity.reset set used_at = ${ctx.now}
    where account_id = ${accountId} and code_hash = ${hashOfToken(tidyCode(code))}
      and used_at is null and withdrawn_at is null and expires_at > ${ctx.now}
    returning removes_second_factor as "removesSecondFactor", paper <> '' as checked`.execute(ctx.tx);
  return used.rows[0];
}

type Reset = { secret: string; removesSecondFactor: boolean; checked: boolean };

async function resetWith(
  ctx: Context,
  account: Account,
  { secret, removesSecondFactor, checked }: Reset,
): Promise<void> {
  await writePassword(ctx.tx, account.id, { secret, mustChange: false });
  await writeAttempts(ctx.tx, account.id, noFailures);
  await endSessions(ctx, { accountId: account.id }, 'password_changed');
  // Until now anybody may have held the account of this number: what only the holder knew no longer counts.
  const isFirstProof = checked && account.assurance === 'declared';
  if (removesSecondFactor || isFirstProof) await removeSecondFactors(ctx.tx, account.id);
  if (isFirstProof) {
    await sql`update identity.account set assurance = 'checked' where id = ${account.id}`.execute(ctx.tx);
  }
}
