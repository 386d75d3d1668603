import { isFailure } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { endIfDone } from './session-progress.ts';
import { takeAnswer } from './take-answer.ts';

/** Keeps signature values that the server's key, a provider or a telephone gave; a wrong one fails its document and no other. */
export const keepAnswers = command({
  name: 'signing.keep-answers',
  summary: 'Ghi chữ ký do thiết bị hoặc dịch vụ trả về',
  input: z.strictObject({
    sessionId: uuid,
    answers: z.array(z.strictObject({ itemId: uuid, signature: z.string().max(2000) })).max(100),
  }),
  output: z.strictObject({ kept: z.int() }),
  access: { system: 'Chỉ việc nền nhận chữ ký từ dịch vụ' },
  run: async (ctx, { sessionId, answers }) => {
    let kept = 0;
    for (const { itemId, signature } of answers) {
      await sql`savepoint one_answer`.execute(ctx.tx);
      try {
        await takeAnswer(ctx, { sessionId, itemId, signature: Buffer.from(signature, 'base64') });
        await sql`release savepoint one_answer`.execute(ctx.tx);
        kept += 1;
      } catch (error) {
        if (!isFailure(error)) throw error;
        await sql`rollback to savepoint one_answer`.execute(ctx.tx);
        await sql`update signing.item set state = 'failed', refusal = ${error.code}, changed_at = ${ctx.now}
          where id = ${itemId} and state in ('waiting', 'sent')`.execute(ctx.tx);
      }
    }
    await endIfDone(ctx, sessionId);
    return { kept };
  },
});
