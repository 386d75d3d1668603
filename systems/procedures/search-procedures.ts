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
  type EntryRow,
  entrySchema,
} from './catalogue-entries.ts';

const mostFound = 500;

/** Finds procedures by words with or without tones, with typing mistakes, narrowed by field, level, agency, online level. */
export const searchProcedures = query({
  name: 'procedures.search-procedures',
  summary: 'Tìm thủ tục hành chính',
  input: z.strictObject({
    ...entryFilter,
    limit: z.int().min(1).max(100).default(20),
    offset: z.int().min(0).max(10_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), corrected: z.string().nullable(), rows: z.array(entrySchema) }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  run: async (ctx, input) => {
    const searching = input.q.trim() !== '';
    const { refs, corrected } = searching
      ? await findDocuments(ctx, 'procedures', input.q, mostFound)
      : { refs: [], corrected: null };
    const { field, level, agency, online } = conditionsOf(input);
    const order = entryOrderOf(searching ? 'fit' : 'name', refs);
    const found = await sql<EntryRow & { total: number }>`
      select ${entryColumns}, e.total
      from (select e.*, count(*) over ()::int as total from ${entriesToday(ctx)} e
        where ${field} and ${level} and ${agency} and ${online}
          ${searching ? sql`and e.code = any(${refs})` : sql``} ${input.fileable ? sql`and e.status = 'in_force'` : sql``}
        order by ${order} limit ${input.limit} offset ${input.offset}) e
      join procedures.field f on f.code = e.field_code
      left join cases.definition d on d.id = e.definition_id
      order by ${order}`.execute(ctx.tx);
    const rows = found.rows.map(({ total: _, ...row }) => entryOf(row));
    return { total: found.rows[0]?.total ?? 0, corrected, rows };
  },
});
