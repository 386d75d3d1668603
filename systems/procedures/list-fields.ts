import { dayOf } from '@cuaso/kernel/clock.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** The fields of procedures that have any in force, with how many. */
export const listFields = query({
  name: 'procedures.list-fields',
  summary: 'Danh mục lĩnh vực',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(z.strictObject({ code: z.string(), name: z.string(), procedures: z.int() })),
  }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  isolation: 'statement',
  run: async (ctx) => {
    const found = await sql<{ code: string; name: string; procedures: number }>`
      select f.code, f.name, count(*)::int as procedures from procedures.field f
      join procedures.version v on v.field_code = f.code and v.valid @> ${dayOf(ctx.now)}::date
      group by f.code, f.name order by f.name collate "vi-x-icu", f.code`.execute(ctx.tx);
    return { rows: found.rows };
  },
});
