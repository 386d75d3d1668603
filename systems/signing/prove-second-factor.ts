import { holdAccount, writeAttempts } from '@cuaso/platform/identity/account.ts';
import { afterFailure, isLockedOut, noFailures } from '@cuaso/platform/identity/lockout.ts';
import { factorMethodsOf, useTotp } from '@cuaso/platform/identity/second-factors.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import type { RefusalWord } from './refusals.ts';

/**
 * The second factor before a signing session: the code of the authenticator application, used up by this session. A wrong
 * one is counted like at sign-in, so it must be answered and not thrown. Gives the refusal, or nothing.
 */
export async function proveSecondFactor(
  ctx: Context,
  accountId: string,
  code: string,
): Promise<RefusalWord | undefined> {
  const methods = await factorMethodsOf(ctx.tx, accountId);
  if (!methods.includes('totp')) return 'second_factor_first';
  const account = await holdAccount(ctx.tx, accountId);
  if (account?.status !== 'active' || isLockedOut(account, ctx.now)) return 'wrong_code';
  if (await useTotp(ctx, accountId, code)) {
    if (account.failedAttempts > 0) await writeAttempts(ctx.tx, accountId, noFailures);
    return undefined;
  }
  await writeAttempts(ctx.tx, accountId, afterFailure(account, ctx.now));
  return 'wrong_code';
}
