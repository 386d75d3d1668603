import { removeSecondFactors } from '@cuaso/platform/identity/second-factors.ts';
import { endSessions } from '@cuaso/platform/identity/session.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { holdManaged, managedInput, requireOther } from './managed-account.ts';

/** Closes an account for good: nobody signs in with it again, and its login is free for a new one. */
export const closeAccount = command({
  name: 'identity.close-account',
  summary: 'Đóng tài khoản',
  input: managedInput,
  output: z.strictObject({}),
  access: { permission: 'identity.manage' },
  run: async (ctx, { accountId }) => {
    requireOther(ctx, accountId);
    const account = await holdManaged(ctx, accountId);
    await sql`update identity.account set status = 'closed', closed_at = ${ctx.now}, password_secret = null
      where id = ${account.id}`.execute(ctx.tx);
    await sql`delete from identity.oidc_link where account_id = ${account.id}`.execute(ctx.tx);
    await removeSecondFactors(ctx.tx, account.id);
    await endSessions(ctx, { accountId: account.id }, 'account_closed');
    return {};
  },
});
