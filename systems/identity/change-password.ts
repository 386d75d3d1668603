import { type Account, holdAccount, writeAttempts, writePassword } from '@cuaso/platform/identity/account.ts';
import { noFailures } from '@cuaso/platform/identity/lockout.ts';
import { hashPassword } from '@cuaso/platform/identity/password.ts';
import { chosenPassword, passwordProblemOf, typedPassword } from '@cuaso/platform/identity/password-rule.ts';
import { endSessions } from '@cuaso/platform/identity/session.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { invalidField } from '@cuaso/platform/operations/invalid-input.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { getOwnAccount, ownSessionOf, rotatedSession } from './own-account.ts';
import { proveByPassword } from './prove-password.ts';
import { refusedAs, refusedSchema } from './sign-in-result.ts';

/** Changes the own password; all other sessions end and this one gets a new token. */
export const changePassword = command({
  name: 'identity.change-password',
  summary: 'Đổi mật khẩu của tôi',
  input: z.strictObject({
    /** Left out only by who has none yet: an account that the national identity opened. */
    current: typedPassword.optional(),
    password: chosenPassword,
  }),
  output: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('changed'), token: z.string(), expiresAt: z.iso.datetime() }),
    refusedSchema,
  ]),
  access: { signedIn: 'anyone', because: 'only the own password changes' },
  secret: true,
  run: async (ctx, input) => {
    const own = await getOwnAccount(ctx);
    const problem = passwordProblemOf(input.password, own);
    if (problem !== undefined) throw invalidField('password', 'identity.weak_password', problem);
    if (input.current === input.password) {
      throw invalidField('password', 'identity.same_password', 'Mật khẩu mới phải khác mật khẩu hiện tại.');
    }
    const secret = await hashPassword(input.password, ctx.random);
    const account = await proved(ctx, own, input.current);
    if (account === undefined) return refusedAs('wrong_password');
    await writePassword(ctx.tx, account.id, { secret, mustChange: false });
    if (account.failedAttempts > 0) await writeAttempts(ctx.tx, account.id, noFailures);
    await endSessions(ctx, { accountId: account.id, except: ownSessionOf(ctx).sessionId }, 'password_changed');
    return { outcome: 'changed' as const, ...(await rotatedSession(ctx, null)) };
  },
});

async function proved(ctx: Context, own: Account, current: string | undefined): Promise<Account | undefined> {
  if (own.passwordSecret !== null) return proveByPassword(ctx, { accountId: own.id }, current ?? '');
  const held = await holdAccount(ctx.tx, own.id);
  return held?.passwordSecret === null && held.status === 'active' ? held : undefined;
}
