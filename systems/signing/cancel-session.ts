import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { officialOf } from './open-session.ts';
import { refuse } from './refusals.ts';

/** Ends an own session: what is signed stays signed, what waits is not signed. */
export const cancelSession = command({
  name: 'signing.cancel-session',
  summary: 'Dừng phiên ký',
  input: z.strictObject({ sessionId: uuid }),
  output: z.strictObject({ sessionId: uuid, cancelled: z.int() }),
  access: { signedIn: 'official', because: 'run keeps to the own sessions' },
  run: async (ctx, { sessionId }) => {
    const { officialId } = officialOf(ctx);
    const found = await sql<{ state: string }>`select state from signing.session
      where id = ${sessionId} and official_id = ${officialId} for update`.execute(ctx.tx);
    const session = found.rows[0] ?? refuse('session_not_found');
    if (session.state !== 'open') refuse('session_over');
    const stopped =
      await sql`update signing.item set state = 'cancelled', refusal = 'cancelled', changed_at = ${ctx.now}
      where session_id = ${sessionId} and state in ('waiting', 'sent')`.execute(ctx.tx);
    await sql`update signing.session set state = 'cancelled', ended_at = ${ctx.now}, activation_secret = null
      where id = ${sessionId}`.execute(ctx.tx);
    return { sessionId, cancelled: Number(stopped.numAffectedRows ?? 0n) };
  },
});
