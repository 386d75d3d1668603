import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { pageFields } from './fields.ts';
import { loadOfficials, officialFilter, officialRowSchema, officialsFrom } from './official-rows.ts';

/** The officials in office, by given name, found with or without accents. */
export const listOfficials = query({
  name: 'directory.list-officials',
  summary: 'Danh bạ cán bộ, công chức',
  input: z.strictObject({ ...officialFilter, ...pageFields }),
  output: z.strictObject({ total: z.int(), rows: z.array(officialRowSchema) }),
  access: { permission: 'directory.view' },
  run: async (ctx, input) => {
    const from = officialsFrom(ctx, input);
    const counted = await sql<{ total: number }>`select count(*) as total ${from}`.execute(ctx.tx);
    const rows = await loadOfficials(ctx, from, sql`limit ${input.limit} offset ${input.offset}`);
    return { total: counted.rows[0]?.total ?? 0, rows };
  },
});
