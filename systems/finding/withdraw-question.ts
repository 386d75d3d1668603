import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { removeDocument } from '@cuaso/platform/search/index-documents.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { guideCorpus } from './events.ts';

/** Takes a common question from the pages; what was written stays with the officers. */
export const withdrawQuestion = command({
  name: 'finding.withdraw-question',
  summary: 'Gỡ câu hỏi thường gặp',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({ id: z.string() }),
  access: { permission: 'finding.publish' },
  run: async (ctx, input) => {
    const gone = await sql`update finding.question set published_question = null, published_answer = null,
        published_at = null, published_by = null
      where id = ${input.id} and published_at is not null`.execute(ctx.tx);
    if (gone.numAffectedRows === 0n) fail('not_found', 'finding.no_such_question');
    await removeDocument(ctx, guideCorpus, `question:${input.id}`);
    return { id: input.id };
  },
});
