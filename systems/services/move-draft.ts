import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { getProcedureInForce } from '../procedures/public.ts';
import { holdOpenDraft } from './draft.ts';
import { moveSchema } from './draft-schema.ts';
import { movedAnswers } from './move-answers.ts';

/** Moves a draft that was made under an older version of the procedure to the form of today, field by field. */
export const moveDraft = command({
  name: 'services.move-draft',
  summary: 'Chuyển bản nháp sang mẫu mới của thủ tục',
  input: z.strictObject({ draftId: uuid }),
  output: moveSchema,
  access: { signedIn: 'person', because: 'run keeps to the own drafts' },
  run: async (ctx, input) => {
    const draft = await holdOpenDraft(ctx, input.draftId);
    const procedure = await getProcedureInForce(ctx, draft.procedureCode);
    if (procedure.definitionId === draft.definitionId) return { carried: [], left: [] };
    const { answers, carried, left } = movedAnswers(draft.definition, procedure.definition, draft.answers);
    const behind = [...draft.leftBehind, ...left];
    // Every page of questions is to be looked at again: the new form may ask more.
    await sql`update services.draft set definition_id = ${procedure.definitionId}, answers = ${JSON.stringify(answers)}::jsonb,
        left_behind = ${JSON.stringify(behind)}::jsonb, visited = '{}', last_page = '', saved_at = ${ctx.now}
      where id = ${draft.id}`.execute(ctx.tx);
    return { carried, left };
  },
});
