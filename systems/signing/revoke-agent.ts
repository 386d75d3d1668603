import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { officialOf } from './open-session.ts';
import { refuse } from './refusals.ts';

/** Takes the token of an own agent away: the computer was lost or given back. */
export const revokeAgent = command({
  name: 'signing.revoke-agent',
  summary: 'Gỡ ứng dụng ký trên một máy',
  input: z.strictObject({ agentId: uuid }),
  output: z.strictObject({ agentId: uuid }),
  access: { signedIn: 'official', because: 'run keeps to the own agents' },
  run: async (ctx, { agentId }) => {
    const { accountId } = officialOf(ctx);
    const revoked = await sql`update signing.agent set revoked_at = ${ctx.now}
      where id = ${agentId} and account_id = ${accountId} and revoked_at is null`.execute(ctx.tx);
    if (revoked.numAffectedRows !== 1n) refuse('agent_not_found');
    return { agentId };
  },
});
