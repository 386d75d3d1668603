import { query } from '@cuaso/platform/operations/operation.ts';
import { findDocuments } from '@cuaso/platform/search/find-documents.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  conditionsOf,
  entriesToday,
  entryColumns,
  entryFilter,
  entryOf,
  entryOrderOf,
  entryOrders,
  type EntryRow,
  entrySchema,
} from './catalogue-entries.ts';

const most = 20_000;

/** The whole list that a filter gives, for a file. */
export const exportProcedures = query({
  name: 'procedures.export-procedures',
  summary: 'Xuất danh mục thủ tục',
  input: z.strictObject({ ...entryFilter, order: z.enum(entryOrders).default('name') }),
  output: z.strictObject({ rows: z.array(entrySchema) }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  limits: { callsPerMinute: 20 },
  run: async (ctx, input) => {
    const searching = input.q.trim() !== '';
    const { refs } = searching ? await findDocuments(ctx, 'procedures', input.q, 500) : { refs: [] };
    const { field, level, agency, online } = conditionsOf(input);
    const found = await sql<EntryRow>`
      select ${entryColumns} from ${entriesToday(ctx)} e
      join procedures.field f on f.code = e.field_code
      left join cases.definition d on d.id = e.definition_id
      where ${field} and ${level} and ${agency} and ${online}
        ${searching ? sql`and e.code = any(${refs})` : sql``} ${input.fileable ? sql`and e.status = 'in_force'` : sql``}
      order by ${entryOrderOf(input.order, refs)} limit ${most}`.execute(ctx.tx);
    return { rows: found.rows.map(entryOf) };
  },
});
