import { dayOf } from '@cuaso/kernel/clock.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { problemsOf } from '@cuaso/platform/cases/check-definition.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Draft, draftSchema, procedureCode } from './draft-schema.ts';
import { findFirstDraft } from './first-draft.ts';

/** What is being prepared of a procedure; without a draft, the version in force as a draft to begin from. */
export const getDraft = query({
  name: 'procedures.get-draft',
  summary: 'Xem bản soạn thủ tục',
  input: z.strictObject({ code: procedureCode }),
  output: z.strictObject({
    code: z.string(),
    seq: z.int(),
    editedAt: z.string().nullable(),
    publishedNumber: z.int().nullable(),
    content: draftSchema,
    problems: z.record(z.string(), z.string()),
  }),
  access: { permission: 'procedures.edit' },
  run: async (ctx, input) => {
    const drafts = await sql<{ content: Draft; seq: number; editedAt: Date }>`
      select content, seq, edited_at as "editedAt" from procedures.draft where procedure_code = ${input.code}`.execute(
      ctx.tx,
    );
    const versions = await sql<Draft & { number: number }>`
      select v.number, v.name, v.field_code as "fieldCode", v.levels, v.agency_id as "agencyId", v.online_level as "onlineLevel",
        v.audience, v.legal_basis as "legalBasis", v.confidentiality, v.note, d.content as definition
      from procedures.version v join cases.definition d on d.id = v.definition_id
      where v.procedure_code = ${input.code} and v.valid @> ${dayOf(ctx.now)}::date`.execute(ctx.tx);
    const draft = drafts.rows[0];
    const { number = null, ...inForce } = versions.rows[0] ?? {};
    const content = draftSchema.parse(
      draft?.content ??
        (number === null ? await findFirstDraft(ctx, input.code) : inForce) ??
        fail('not_found', 'procedures.no_such_procedure'),
    );
    return {
      code: input.code,
      seq: draft?.seq ?? 0,
      editedAt: draft?.editedAt.toISOString() ?? null,
      publishedNumber: number,
      content,
      problems: problemsOf(content.definition),
    };
  },
});
