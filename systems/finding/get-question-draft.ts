import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { questionContentSchema } from './question-content.ts';

const rowSchema = z.strictObject({
  id: z.string(),
  seq: z.int(),
  content: questionContentSchema,
  published: z.strictObject({ question: z.string(), answer: z.string(), at: z.string() }).nullable(),
});

/** A common question as it is written, beside what is published of it. */
export const getQuestionDraft = query({
  name: 'finding.get-question-draft',
  summary: 'Xem câu hỏi thường gặp để sửa',
  input: z.strictObject({ id: uuid }),
  output: rowSchema,
  access: { permission: 'finding.answer' },
  isolation: 'statement',
  run: async (ctx, input) => {
    const found = await sql<z.infer<typeof rowSchema>>`
      select id, seq, jsonb_build_object('topic', topic, 'procedureCode', procedure_code, 'position', position,
          'question', question, 'answer', answer) as content,
        case when published_at is not null then jsonb_build_object('question', published_question, 'answer', published_answer,
          'at', published_at) end as published
      from finding.question where id = ${input.id}`.execute(ctx.tx);
    return found.rows[0] ?? fail('not_found', 'finding.no_such_question');
  },
});
