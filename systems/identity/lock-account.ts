import { endSessions } from '@cuaso/platform/identity/session.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { holdManaged, managedInput, requireOther } from './managed-account.ts';

/** Locks an account until somebody unlocks it: a suspicion, a long absence. */
export const lockAccount = command({
  name: 'identity.lock-account',
  summary: 'Khóa tài khoản',
  input: managedInput,
  output: z.strictObject({}),
  access: { permission: 'identity.manage' },
  run: async (ctx, { accountId }) => {
    requireOther(ctx, accountId);
    const account = await holdManaged(ctx, accountId);
    await sql`update identity.account set status = 'locked' where id = ${account.id}`.execute(ctx.tx);
    await endSessions(ctx, { accountId: account.id }, 'account_locked');
    return {};
  },
});
