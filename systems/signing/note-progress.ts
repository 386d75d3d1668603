import { uuid } from '@cuaso/kernel/fields.ts';
import { enqueue } from '@cuaso/platform/jobs/enqueue.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sealed } from '@cuaso/platform/signing/sealing-key.ts';
import { signingServicesOf } from '@cuaso/platform/signing/services.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { queueOf } from './ways.ts';

const againMs = 1500;

/** Writes how far a session is with its provider, and has it looked at again soon. */
export const noteProgress = command({
  name: 'signing.note-progress',
  summary: 'Ghi tiến độ phiên ký với dịch vụ',
  input: z.strictObject({
    sessionId: uuid,
    /** Documents that the provider has, under its own reference. */
    sent: z
      .array(z.strictObject({ itemId: uuid, reference: z.string().max(200) }))
      .max(100)
      .default([]),
    /** What takes the place of PIN and code once they are used. */
    activation: z.string().max(10_000).optional(),
    /** Whether the provider is asked again soon. */
    next: z.enum(['again', 'nothing']).default('again'),
  }),
  output: z.strictObject({}),
  access: { system: 'Chỉ việc nền ghi tiến độ' },
  secret: true,
  run: async (ctx, { sessionId, sent, activation, next }) => {
    await sql`select from signing.session where id = ${sessionId} for update`.execute(ctx.tx);
    for (const { itemId, reference } of sent) {
      await sql`update signing.item set state = 'sent', provider_reference = ${reference}, changed_at = ${ctx.now}
        where id = ${itemId} and session_id = ${sessionId} and state in ('waiting', 'sent')`.execute(ctx.tx);
    }
    if (activation !== undefined) {
      const { sealingKey } = signingServicesOf(ctx.memory);
      const box = sealed(sealingKey, Buffer.from(activation), sessionId, ctx.random);
      await sql`update signing.session set activation_secret = ${box} where id = ${sessionId} and state = 'open'`.execute(
        ctx.tx,
      );
    }
    if (next === 'nothing') return {};
    const runAt = new Date(ctx.now.getTime() + againMs);
    await enqueue(
      ctx,
      'signing.work-session',
      { sessionId },
      { key: `signing:${sessionId}:again`, queue: queueOf(sessionId), runAt },
    );
    return {};
  },
});
