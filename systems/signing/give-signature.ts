import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { officialOf } from './open-session.ts';
import { refuse } from './refusals.ts';
import { takeAnswer } from './take-answer.ts';

/** The agent gives the signature value of one document; it is checked before it is kept. */
export const giveSignature = command({
  name: 'signing.give-signature',
  summary: 'Ứng dụng ký gửi chữ ký của một văn bản',
  input: z.strictObject({
    sessionId: uuid,
    itemId: uuid,
    signature: z
      .string()
      .max(2000)
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, { error: 'Chữ ký phải ở dạng base64.' }),
  }),
  output: z.strictObject({ state: z.literal('accepted') }),
  access: { signedIn: 'official', because: 'run keeps to the own sessions' },
  limits: { callsPerMinute: 600 },
  run: async (ctx, { sessionId, itemId, signature }) => {
    const { officialId } = officialOf(ctx);
    const own = await sql`select from signing.session where id = ${sessionId} and official_id = ${officialId}
      and way = 'agent'`.execute(ctx.tx);
    if (own.rows.length === 0) refuse('session_not_found');
    await takeAnswer(ctx, { sessionId, itemId, signature: Buffer.from(signature, 'base64') });
    return { state: 'accepted' as const };
  },
});
