import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { isProcedure } from '../procedures/public.ts';
import { questionContentSchema } from './question-content.ts';

/** Saves a common question; people see it once it is published. `seq` is what one began from, 0 for a new one. */
export const saveQuestion = command({
  name: 'finding.save-question',
  summary: 'Lưu câu hỏi thường gặp',
  input: z.strictObject({ id: uuid.optional(), seq: z.int32().min(0), content: questionContentSchema }),
  output: z.strictObject({ id: z.string(), seq: z.int() }),
  access: { permission: 'finding.answer' },
  run: async (ctx, input) => {
    const { topic, procedureCode, position, question, answer } = input.content;
    if (procedureCode !== null && !(await isProcedure(ctx, procedureCode))) {
      const fields = { 'content.procedureCode': 'Không có thủ tục nào mang mã này. Hãy xem lại mã.' };
      fail('invalid', 'finding.no_such_procedures', { fields });
    }
    const by = actorWordOf(ctx.actor);
    if (input.id === undefined) {
      const id = ctx.newId();
      await sql`insert into finding.question (id, topic, procedure_code, position, question, answer, seq, edited_at, edited_by)
        values (${id}, ${topic}, ${procedureCode}, ${position}, ${question}, ${answer}, 1, ${ctx.now}, ${by})`.execute(
        ctx.tx,
      );
      return { id, seq: 1 };
    }
    const saved = await sql<{
      seq: number;
    }>`update finding.question set topic = ${topic}, procedure_code = ${procedureCode},
        position = ${position}, question = ${question}, answer = ${answer}, seq = seq + 1, edited_at = ${ctx.now}, edited_by = ${by}
      where id = ${input.id} and seq = ${input.seq} returning seq`.execute(ctx.tx);
    const row = saved.rows[0] ?? fail('conflict', 'finding.changed_meanwhile');
    return { id: input.id, seq: row.seq };
  },
});
