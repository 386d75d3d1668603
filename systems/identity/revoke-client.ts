import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from './refusals.ts';
import { provinceTarget } from './targets.ts';

/** Revokes a machine's token at once; revoking it again changes nothing. */
export const revokeClient = command({
  name: 'identity.revoke-client',
  summary: 'Thu hồi mã truy cập của hệ thống đối tác',
  input: z.strictObject({ clientId: uuid }),
  output: z.strictObject({}),
  access: { permission: 'identity.manage', of: provinceTarget },
  run: async (ctx, { clientId }) => {
    const revoked = await sql`update identity.client set revoked_at = coalesce(revoked_at, ${ctx.now}::timestamptz)
      where id = ${clientId}`.execute(ctx.tx);
    if (revoked.numAffectedRows !== 1n) refuse('client_not_found');
    return {};
  },
});
