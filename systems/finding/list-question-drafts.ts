import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { topics } from './question-content.ts';

const rowSchema = z.strictObject({
  id: z.string(),
  topic: z.enum(topics),
  procedureCode: z.string().nullable(),
  position: z.int(),
  question: z.string(),
  state: z.enum(['draft', 'published', 'changed']),
  editedAt: z.string(),
});

/** All common questions as officers see them: only written, published, or changed since; what was touched last first. */
export const listQuestionDrafts = query({
  name: 'finding.list-question-drafts',
  summary: 'Danh sách câu hỏi thường gặp để soạn',
  input: z.strictObject({
    q: z.string().max(200).default(''),
    state: z.enum(['draft', 'published', 'changed']).optional(),
    limit: z.int().min(1).max(100).default(30),
    offset: z.int().min(0).max(10_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), rows: z.array(rowSchema) }),
  access: { permission: 'finding.answer' },
  run: async (ctx, input) => {
    const pattern = `%${input.q.trim().replace(/[\\%_]/g, String.raw`\$&`)}%`;
    const found = await sql<Omit<z.infer<typeof rowSchema>, 'editedAt'> & { editedAt: Date; total: number }>`
      select *, count(*) over ()::int as total from (
        select id, topic, procedure_code as "procedureCode", position, question, edited_at as "editedAt",
          case when published_at is null then 'draft' when published_question = question and published_answer = answer
            then 'published' else 'changed' end as state
        from finding.question
        where database.without_diacritics(question || ' ' || answer || ' ' || coalesce(procedure_code, ''))
          like database.without_diacritics(${pattern})
      ) q ${input.state === undefined ? sql`` : sql`where state = ${input.state}`}
      order by "editedAt" desc, id limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    const rows = found.rows.map(({ total: _, editedAt, ...row }) => ({ ...row, editedAt: editedAt.toISOString() }));
    return { total: found.rows[0]?.total ?? 0, rows };
  },
});
