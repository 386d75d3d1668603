import { fail } from '@cuaso/kernel/errors.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { entriesToday, entryColumns, entryOf, type EntryRow, entrySchema } from './catalogue-entries.ts';

/** All procedures of a field on one page: the longest has some two hundred. */
export const listShelf = query({
  name: 'procedures.list-shelf',
  summary: 'Mọi thủ tục của một lĩnh vực',
  input: z.strictObject({ fieldCode: z.string().min(1).max(60) }),
  output: z.strictObject({ code: z.string(), name: z.string(), rows: z.array(entrySchema) }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  isolation: 'statement',
  run: async (ctx, input) => {
    const found = await sql<EntryRow>`
      select ${entryColumns} from ${entriesToday(ctx)} e join procedures.field f on f.code = e.field_code
      left join cases.definition d on d.id = e.definition_id where e.field_code = ${input.fieldCode}
      order by e.status = 'in_force' desc, e.name collate "vi-x-icu", e.code limit 1000`.execute(ctx.tx);
    const first = found.rows[0] ?? fail('not_found', 'procedures.no_such_field');
    return { code: first.fieldCode, name: first.fieldName, rows: found.rows.map(entryOf) };
  },
});
