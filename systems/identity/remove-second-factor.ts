import { uuid } from '@cuaso/kernel/fields.ts';
import { factorMethodsOf } from '@cuaso/platform/identity/second-factors.ts';
import { typedPassword } from '@cuaso/platform/identity/password-rule.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { getPolicy } from './get-policy.ts';
import { getOwnAccount } from './own-account.ts';
import { proveByPassword } from './prove-password.ts';
import { refuse } from './refusals.ts';
import { refusedAs, refusedSchema } from './sign-in-result.ts';

/** Takes away the authenticator application or a passkey; with the last one the recovery codes go too. */
export const removeSecondFactor = command({
  name: 'identity.remove-second-factor',
  summary: 'Gỡ một cách xác thực hai lớp của tôi',
  input: z.strictObject({
    factor: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('totp') }),
      z.strictObject({ kind: z.literal('passkey'), passkeyId: uuid }),
    ]),
    /** Left out only by who has no password. */
    password: typedPassword.optional(),
  }),
  output: z.discriminatedUnion('outcome', [z.strictObject({ outcome: z.literal('removed') }), refusedSchema]),
  access: { signedIn: 'anyone', because: 'only the own second factor is removed' },
  secret: true,
  run: async (ctx, { factor, password = '' }) => {
    const own = await getOwnAccount(ctx);
    const proved = own.passwordSecret === null || (await proveByPassword(ctx, { accountId: own.id }, password));
    if (!proved) return refusedAs('wrong_password');
    const removed =
      factor.kind === 'totp'
        ? await sql`delete from identity.totp where account_id = ${own.id}`.execute(ctx.tx)
        : await sql`delete from identity.passkey where account_id = ${own.id} and id = ${factor.passkeyId}`.execute(
            ctx.tx,
          );
    if (removed.numAffectedRows !== 1n) refuse(factor.kind === 'totp' ? 'second_factor_missing' : 'passkey_not_found');
    if ((await factorMethodsOf(ctx.tx, own.id)).length > 0) return { outcome: 'removed' as const };
    const { requireSecondFactorForOfficials } = await getPolicy.run(ctx, {});
    if (own.kind === 'official' && requireSecondFactorForOfficials) refuse('second_factor_required');
    await sql`delete from identity.recovery_code where account_id = ${own.id}`.execute(ctx.tx);
    return { outcome: 'removed' as const };
  },
});
