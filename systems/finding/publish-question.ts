import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { indexQuestions } from './question-content.ts';

/** Shows a common question as it was saved last; `seq` is what the publisher has read. */
export const publishQuestion = command({
  name: 'finding.publish-question',
  summary: 'Công bố câu hỏi thường gặp',
  input: z.strictObject({ id: uuid, seq: z.int32().min(1) }),
  output: z.strictObject({ id: z.string() }),
  access: { permission: 'finding.publish' },
  run: async (ctx, input) => {
    const published = await sql<{ question: string; answer: string }>`
      update finding.question set published_question = question, published_answer = answer, published_at = ${ctx.now},
        published_by = ${actorWordOf(ctx.actor)}
      where id = ${input.id} and seq = ${input.seq} returning question, answer`.execute(ctx.tx);
    const row = published.rows[0] ?? fail('conflict', 'finding.changed_meanwhile');
    await indexQuestions(ctx, [{ id: input.id, ...row }]);
    return { id: input.id };
  },
});
