import { createHash } from 'node:crypto';
import { plainDate } from '@cuaso/kernel/fields.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { problemsOf } from '@cuaso/platform/cases/check-definition.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { draftSchema, procedureCode } from './draft-schema.ts';
import { indexListed, indexProcedures } from './search-index.ts';

const entrySchema = draftSchema.omit({ agencyId: true }).extend({
  code: procedureCode,
  source: z.string().max(60),
  agencyCode: z.string().nullable(),
});

const listedSchema = z.strictObject({
  code: procedureCode,
  name: z.string().max(2000),
  fieldCode: z.string().max(60),
  levels: z.array(z.enum(['province', 'district', 'commune'])).max(3),
  agencyText: z.string().max(1000),
  decision: z.string().max(500),
  reason: z.enum(['other_body', 'limit_unknown']),
  source: z.string().max(60),
});

/** Loads a whole catalogue into an empty one, each procedure as version 1: the beginning of a province. */
export const loadCatalogue = command({
  name: 'procedures.load-catalogue',
  summary: 'Nạp danh mục thủ tục ban đầu',
  input: z.strictObject({
    validFrom: plainDate,
    fields: z.array(z.strictObject({ code: z.string().max(60), name: z.string(), ministry: z.string() })),
    procedures: z.array(entrySchema).max(10_000),
    listed: z.array(listedSchema).max(20_000).default([]),
  }),
  output: z.strictObject({ fields: z.int(), procedures: z.int(), listed: z.int() }),
  access: { system: 'the first load of a province; afterwards officers edit and publish' },
  run: async (ctx, input) => {
    const wrong = input.procedures.find((entry) => Object.keys(problemsOf(entry.definition)).length > 0);
    if (wrong !== undefined)
      fail('invalid', 'procedures.cannot_be_published', { code: wrong.code, fields: problemsOf(wrong.definition) });
    const rows = input.procedures.map((entry) => {
      const content = JSON.stringify(entry.definition);
      return { ...entry, id: ctx.newId(), hash: createHash('sha256').update(content).digest('hex') };
    });
    await sql`insert into procedures.field (code, name, ministry)
      select code, name, ministry from jsonb_to_recordset(${JSON.stringify(input.fields)}::jsonb) x(code text, name text, ministry text)`.execute(
      ctx.tx,
    );
    await sql`insert into cases.definition (id, content, content_hash)
      select distinct on (hash) id, definition, hash from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        x(id uuid, definition jsonb, hash text)
      on conflict (content_hash) do nothing`.execute(ctx.tx);
    await sql`with given as (
        select * from jsonb_to_recordset(${JSON.stringify(rows.map(({ definition: _, ...row }) => row))}::jsonb) x(code text, source text,
          name text, "fieldCode" text, levels jsonb, "agencyCode" text, "onlineLevel" int, audience text, "legalBasis" text,
          confidentiality text, note text, hash text)
      ), procedures as (insert into procedures.procedure (code, source) select code, source from given)
      insert into procedures.version (procedure_code, valid, number, definition_id, name, field_code, levels, agency_id,
        online_level, audience, legal_basis, confidentiality, note, published_at, published_by)
      select g.code, daterange(${input.validFrom}::date, null), 1, d.id, g.name, g."fieldCode",
        array(select jsonb_array_elements_text(g.levels)), a.id, g."onlineLevel", g.audience, g."legalBasis",
        g.confidentiality, g.note, ${ctx.now}, ${actorWordOf(ctx.actor)}
      from given g join cases.definition d on d.content_hash = g.hash left join directory.agency a on a.code = g."agencyCode"`.execute(
      ctx.tx,
    );
    await sql`insert into procedures.listed (code, name, field_code, levels, agency_text, decision, reason, source)
      select code, name, "fieldCode", array(select jsonb_array_elements_text(levels)), "agencyText", decision, reason, source
      from jsonb_to_recordset(${JSON.stringify(input.listed)}::jsonb) x(code text, name text, "fieldCode" text, levels jsonb,
        "agencyText" text, decision text, reason text, source text)`.execute(ctx.tx);
    await indexProcedures(ctx, input.procedures);
    await indexListed(ctx, input.listed);
    return { fields: input.fields.length, procedures: rows.length, listed: input.listed.length };
  },
});
