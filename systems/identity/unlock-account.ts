import { writeAttempts } from '@cuaso/platform/identity/account.ts';
import { noFailures } from '@cuaso/platform/identity/lockout.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { holdManaged, managedInput } from './managed-account.ts';

/** Unlocks an account: forgets the failed sign-ins and the lock. */
export const unlockAccount = command({
  name: 'identity.unlock-account',
  summary: 'Mở khóa tài khoản',
  input: managedInput,
  output: z.strictObject({}),
  access: { permission: 'identity.manage' },
  run: async (ctx, { accountId }) => {
    const account = await holdManaged(ctx, accountId);
    await writeAttempts(ctx.tx, account.id, noFailures);
    await sql`update identity.account set status = 'active' where id = ${account.id}`.execute(ctx.tx);
    return {};
  },
});
