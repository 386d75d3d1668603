import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { signingRefusals } from '@cuaso/platform/signing/signer.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { endIfDone, failWaiting } from './session-progress.ts';

/** The way of signing refused: one document, or all of the session that have no answer. */
export const failSession = command({
  name: 'signing.fail-session',
  summary: 'Ghi lý do không ký được',
  input: z.strictObject({
    sessionId: uuid,
    itemId: uuid.optional(),
    reason: z.enum([...signingRefusals, 'signing.way_not_set_up']),
  }),
  output: z.strictObject({}),
  access: { system: 'Chỉ việc nền ghi lý do' },
  run: async (ctx, { sessionId, itemId, reason }) => {
    await sql`select from signing.session where id = ${sessionId} for update`.execute(ctx.tx);
    if (itemId === undefined) {
      await failWaiting(ctx, sessionId, reason);
      return {};
    }
    await sql`update signing.item set state = 'failed', refusal = ${reason}, changed_at = ${ctx.now}
      where id = ${itemId} and session_id = ${sessionId} and state in ('waiting', 'sent')`.execute(ctx.tx);
    await endIfDone(ctx, sessionId);
    return {};
  },
});
