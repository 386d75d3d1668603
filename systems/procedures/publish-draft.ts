import { dayOf } from '@cuaso/kernel/clock.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { plainDate } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { draftSchema, procedureCode } from './draft-schema.ts';
import { publishVersion } from './publish.ts';

/** Publishes a draft from today or a later day; open dossiers keep the version they began with. */
export const publishDraft = command({
  name: 'procedures.publish-draft',
  summary: 'Công bố thủ tục',
  input: z.strictObject({ code: procedureCode, seq: z.int().min(1), from: plainDate.optional() }),
  output: z.strictObject({ code: z.string(), number: z.int(), from: z.string() }),
  access: { permission: 'procedures.publish' },
  run: async (ctx, input) => {
    const today = dayOf(ctx.now);
    const from = input.from ?? today;
    if (from < today)
      fail('invalid', 'procedures.from_the_past', { fields: { from: 'Ngày hiệu lực không được ở quá khứ.' } });
    const taken = await sql<{ content: unknown; seq: number }>`
      delete from procedures.draft where procedure_code = ${input.code} returning content, seq`.execute(ctx.tx);
    const draft = taken.rows[0] ?? fail('not_found', 'procedures.no_draft');
    if (draft.seq !== input.seq) fail('conflict', 'procedures.draft_changed_meanwhile');
    const number = await publishVersion(ctx, input.code, draftSchema.parse(draft.content), from);
    return { code: input.code, number, from };
  },
});
