import { fail } from '@cuaso/kernel/errors.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { eventContentSchema, eventKey } from './event-content.ts';
import { keepEvent } from './events.ts';
import { indexQuestions, questionContentSchema } from './question-content.ts';

/** Loads the first life events and common questions of a province, published; afterwards officers change them. */
export const loadGuide = command({
  name: 'finding.load-guide',
  summary: 'Nạp sự kiện đời sống và câu hỏi thường gặp ban đầu',
  input: z.strictObject({
    events: z.array(z.strictObject({ key: eventKey, content: eventContentSchema })).max(200),
    questions: z.array(questionContentSchema).max(1000),
  }),
  output: z.strictObject({ events: z.int(), questions: z.int() }),
  access: { system: 'the first load of a province; afterwards officers save and publish' },
  run: async (ctx, input) => {
    const there = await sql`select from finding.event_version limit 1`.execute(ctx.tx);
    if (there.rows.length > 0) fail('conflict', 'finding.loaded_already');
    for (const { key, content } of input.events) await keepEvent(ctx, key, 1, content);
    const rows = input.questions.map((question) => ({ id: ctx.newId(), ...question }));
    const by = actorWordOf(ctx.actor);
    await sql`insert into finding.question (id, topic, procedure_code, position, question, answer, seq, edited_at, edited_by,
        published_question, published_answer, published_at, published_by)
      select id, topic, "procedureCode", position, question, answer, 1, ${ctx.now}, ${by}, question, answer, ${ctx.now}, ${by}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(id uuid, topic text, "procedureCode" text, position int,
        question text, answer text)`.execute(ctx.tx);
    await indexQuestions(ctx, rows);
    return { events: input.events.length, questions: rows.length };
  },
});
