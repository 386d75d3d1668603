import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { entriesToday } from './catalogue-entries.ts';

/** Every field of the catalogue with how many procedures can be filed here and how many are only listed. */
export const listShelves = query({
  name: 'procedures.list-shelves',
  summary: 'Mọi lĩnh vực và số thủ tục',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({ code: z.string(), name: z.string(), ministry: z.string(), inForce: z.int(), listed: z.int() }),
    ),
  }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  isolation: 'statement',
  run: async (ctx) => {
    const found = await sql<{ code: string; name: string; ministry: string; inForce: number; listed: number }>`
      select f.code, f.name, f.ministry, count(*) filter (where e.status = 'in_force')::int as "inForce",
        count(*) filter (where e.status <> 'in_force')::int as listed
      from ${entriesToday(ctx)} e join procedures.field f on f.code = e.field_code
      group by f.code, f.name, f.ministry order by f.name collate "vi-x-icu", f.code`.execute(ctx.tx);
    return { rows: found.rows };
  },
});
