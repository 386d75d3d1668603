import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const rowSchema = z.strictObject({
  month: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  papers: z.int(),
  dossiers: z.int(),
});

/** How many papers people did not have to hand in again, because the province held them: by procedure and month of a year. */
export const getReusedFigures = query({
  name: 'services.get-reused-figures',
  summary: 'Số giấy tờ người dân không phải nộp lại',
  input: z.strictObject({ year: z.int().min(2000).max(2199) }),
  output: z.strictObject({ papers: z.int(), dossiers: z.int(), rows: z.array(rowSchema) }),
  access: { everyone: 'circular 32/2017 art. 11: figures of the services are published; no person is in them' },
  run: async (ctx, { year }) => {
    const found = await sql<z.infer<typeof rowSchema>>`
      select to_char(r.reused_on, 'YYYY-MM') as month, d.procedure_code as "procedureCode",
        max(d.procedure_name) as "procedureName", count(*)::int as papers, count(distinct r.dossier_id)::int as dossiers
      from services.reused_paper r join cases.dossier d on d.id = r.dossier_id
      where r.reused_on >= make_date(${year}, 1, 1) and r.reused_on < make_date(${year + 1}, 1, 1)
      group by 1, 2 order by 1 desc, papers desc, 2 limit 5000`.execute(ctx.tx);
    const sumOf = (key: 'papers' | 'dossiers') => found.rows.reduce((sum, row) => sum + row[key], 0);
    // A dossier is of one procedure and was sent in one month: it is counted once.
    return { papers: sumOf('papers'), dossiers: sumOf('dossiers'), rows: found.rows };
  },
});
