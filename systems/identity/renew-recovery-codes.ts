import { typedPassword } from '@cuaso/platform/identity/password-rule.ts';
import { factorMethodsOf, renewRecoveryCodes as renewedFor } from '@cuaso/platform/identity/second-factors.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { getOwnAccount } from './own-account.ts';
import { proveByPassword } from './prove-password.ts';
import { refuse } from './refusals.ts';
import { refusedAs, refusedSchema } from './sign-in-result.ts';

/** Gives new recovery codes, shown once; the earlier ones are void. */
export const renewRecoveryCodes = command({
  name: 'identity.renew-recovery-codes',
  summary: 'Cấp lại mã khôi phục của tôi',
  input: z.strictObject({ password: typedPassword.optional() }),
  output: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('renewed'), recoveryCodes: z.array(z.string()) }),
    refusedSchema,
  ]),
  access: { signedIn: 'anyone', because: 'only the own codes are made anew' },
  secret: true,
  run: async (ctx, { password = '' }) => {
    const own = await getOwnAccount(ctx);
    const proved = own.passwordSecret === null || (await proveByPassword(ctx, { accountId: own.id }, password));
    if (!proved) return refusedAs('wrong_password');
    if ((await factorMethodsOf(ctx.tx, own.id)).length === 0) refuse('second_factor_missing');
    return { outcome: 'renewed' as const, recoveryCodes: await renewedFor(ctx, own.id) };
  },
});
