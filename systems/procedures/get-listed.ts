import { fail } from '@cuaso/kernel/errors.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { procedureCode } from './draft-schema.ts';

const listedSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  fieldName: z.string(),
  levels: z.array(z.string()),
  agencyText: z.string(),
  decision: z.string(),
  reason: z.enum(['other_body', 'limit_unknown']),
});

/** A procedure that the catalogue only lists: what it is called, who executes it and why it cannot be filed here. */
export const getListed = query({
  name: 'procedures.get-listed',
  summary: 'Xem thủ tục chưa nhận hồ sơ ở tỉnh',
  input: z.strictObject({ code: procedureCode }),
  output: listedSchema,
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  isolation: 'statement',
  run: async (ctx, input) => {
    const found = await sql<z.infer<typeof listedSchema>>`
      select l.code, l.name, f.name as "fieldName", l.levels, l.agency_text as "agencyText", l.decision, l.reason
      from procedures.listed l join procedures.field f on f.code = l.field_code where l.code = ${input.code}`.execute(
      ctx.tx,
    );
    return found.rows[0] ?? fail('not_found', 'procedures.no_such_procedure');
  },
});
