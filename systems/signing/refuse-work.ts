import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { officialOf } from './open-session.ts';
import { refuse } from './refusals.ts';
import { failWaiting } from './session-progress.ts';

/** The signer refused at the token, or the token cannot sign: what waits is not signed. */
export const refuseWork = command({
  name: 'signing.refuse-work',
  summary: 'Ứng dụng ký báo không ký',
  input: z.strictObject({
    sessionId: uuid,
    reason: z.enum(['cancelled', 'pin_wrong', 'pin_locked', 'key_missing']),
  }),
  output: z.strictObject({}),
  access: { signedIn: 'official', because: 'run keeps to the own sessions' },
  run: async (ctx, { sessionId, reason }) => {
    const { officialId } = officialOf(ctx);
    const own = await sql`select from signing.session where id = ${sessionId} and official_id = ${officialId}
      and way = 'agent' for update`.execute(ctx.tx);
    if (own.rows.length === 0) refuse('session_not_found');
    await failWaiting(ctx, sessionId, reason);
    return {};
  },
});
