import { query } from '@cuaso/platform/operations/operation.ts';
import { findDocuments } from '@cuaso/platform/search/find-documents.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { guideCorpus } from './events.ts';
import { topics } from './question-content.ts';

const rowSchema = z.strictObject({
  id: z.string(),
  topic: z.enum(topics),
  procedureCode: z.string().nullable(),
  question: z.string(),
  answer: z.string(),
});

/** Published questions with their answers: by words, by topic, of one procedure. */
export const listQuestions = query({
  name: 'finding.list-questions',
  summary: 'Câu hỏi thường gặp',
  input: z.strictObject({
    q: z.string().max(200).default(''),
    topic: z.enum(topics).optional(),
    procedureCode: z.string().max(40).optional(),
    limit: z.int().min(1).max(100).default(50),
    offset: z.int().min(0).max(10_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), corrected: z.string().nullable(), rows: z.array(rowSchema) }),
  access: { everyone: 'answers that the province has published for everybody' },
  run: async (ctx, input) => {
    const searching = input.q.trim() !== '';
    const { refs, corrected } = searching
      ? await findDocuments(ctx, guideCorpus, input.q, 300, { filter: { kind: 'question' } })
      : { refs: [], corrected: null };
    const ids = refs.map((ref) => ref.slice('question:'.length));
    const found = await sql<z.infer<typeof rowSchema> & { total: number }>`
      select id, topic, procedure_code as "procedureCode", published_question as question, published_answer as answer,
        count(*) over ()::int as total
      from finding.question where published_at is not null
        ${searching ? sql`and id = any(${ids}::uuid[])` : sql``}
        ${input.topic === undefined ? sql`` : sql`and topic = ${input.topic}`}
        ${input.procedureCode === undefined ? sql`` : sql`and procedure_code = ${input.procedureCode}`}
      order by ${searching ? sql`array_position(${ids}::uuid[], id)` : sql`topic = 'procedure', topic, position, id`}
      limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    const rows = found.rows.map(({ total: _, ...row }) => row);
    return { total: found.rows[0]?.total ?? 0, corrected, rows };
  },
});
