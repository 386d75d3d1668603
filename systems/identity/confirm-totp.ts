import { holdAccount } from '@cuaso/platform/identity/account.ts';
import { isLockedOut } from '@cuaso/platform/identity/lockout.ts';
import { findTotpStep } from '@cuaso/platform/identity/totp.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { enrolledSchema, enrolledWith } from './enrolled.ts';
import { ownSessionOf } from './own-account.ts';
import { countFailure } from './prove-password.ts';
import { refuse } from './refusals.ts';
import { refusedAs, refusedSchema } from './sign-in-result.ts';
import { totpCode } from './totp-code.ts';

/** The first code of a new authenticator application: from now on it is asked for at every sign-in. */
export const confirmTotp = command({
  name: 'identity.confirm-totp',
  summary: 'Hoàn tất đăng ký ứng dụng tạo mã',
  input: z.strictObject({ code: totpCode }),
  output: z.discriminatedUnion('outcome', [enrolledSchema, refusedSchema]),
  access: { signedIn: 'anyone', because: 'only the own account gets the second factor' },
  secret: true,
  run: async (ctx, input) => {
    const { accountId } = ownSessionOf(ctx);
    const account = await holdAccount(ctx.tx, accountId);
    const found = await sql<{
      key: string;
      confirmedAt: Date | null;
    }>`select key_secret as key, confirmed_at as "confirmedAt"
      from identity.totp where account_id = ${accountId} for update`.execute(ctx.tx);
    const totp = found.rows[0];
    if (account === undefined || totp === undefined) refuse('totp_not_begun');
    if (totp.confirmedAt !== null) refuse('totp_enrolled');
    const step = isLockedOut(account, ctx.now) ? undefined : findTotpStep(totp.key, input.code, ctx.now, 0);
    if (step === undefined) {
      await countFailure(ctx, isLockedOut(account, ctx.now) ? undefined : account);
      return refusedAs('wrong_code');
    }
    await sql`update identity.totp set confirmed_at = ${ctx.now}, last_step = ${step} where account_id = ${accountId}`.execute(
      ctx.tx,
    );
    return enrolledWith(ctx, accountId);
  },
});
