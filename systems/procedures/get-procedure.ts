import { dayOf } from '@cuaso/kernel/clock.ts';
import { describeLimit } from '@cuaso/kernel/explain-deadline.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { plainDate } from '@cuaso/kernel/fields.ts';
import { definitionSchema } from '@cuaso/platform/cases/definition.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { procedureCode } from './draft-schema.ts';

/** A procedure as everybody may read it: what is needed, what it costs, how long, where, the form and the law. */
export const getProcedure = query({
  name: 'procedures.get-procedure',
  summary: 'Xem thủ tục hành chính',
  input: z.strictObject({ code: procedureCode, on: plainDate.optional() }),
  output: z.strictObject({
    code: z.string(),
    number: z.int(),
    inForce: z.boolean(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    name: z.string(),
    fieldCode: z.string(),
    fieldName: z.string(),
    levels: z.array(z.string()),
    agencyId: z.string().nullable(),
    agencyName: z.string().nullable(),
    onlineLevel: z.int(),
    audience: z.string(),
    legalBasis: z.string(),
    note: z.string(),
    limits: z.array(z.strictObject({ channel: z.string(), text: z.string() })),
    definition: definitionSchema,
  }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  run: async (ctx, input) => {
    const on = input.on ?? dayOf(ctx.now);
    const found = await sql<Row>`
      select v.procedure_code as code, v.number, v.valid @> ${on}::date as "inForce", lower(v.valid) as "validFrom",
        upper(v.valid) as "validTo", v.name, v.field_code as "fieldCode", f.name as "fieldName", v.levels,
        v.agency_id as "agencyId", a.name as "agencyName", v.online_level as "onlineLevel", v.audience,
        v.legal_basis as "legalBasis", v.note, v.definition_id as "definitionId"
      from procedures.version v join procedures.field f on f.code = v.field_code
      left join directory.agency_version a on a.agency_id = v.agency_id and a.valid @> ${on}::date
      where v.procedure_code = ${input.code} and lower(v.valid) <= ${on}::date
      order by v.number desc limit 1`.execute(ctx.tx);
    const { definitionId, ...row } = found.rows[0] ?? fail('not_found', 'procedures.no_such_procedure');
    const definition = await getDefinition(ctx, definitionId);
    const limits = definition.channels.map(({ channel, limit }) => ({ channel, text: describeLimit(limit) }));
    return { ...row, limits, definition };
  },
});

type Row = {
  code: string;
  number: number;
  inForce: boolean;
  validFrom: string;
  validTo: string | null;
  name: string;
  fieldCode: string;
  fieldName: string;
  levels: string[];
  agencyId: string | null;
  agencyName: string | null;
  onlineLevel: number;
  audience: string;
  legalBasis: string;
  note: string;
  definitionId: string;
};
