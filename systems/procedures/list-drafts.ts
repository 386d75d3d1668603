import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** What is being prepared now, what was touched last first. */
export const listDrafts = query({
  name: 'procedures.list-drafts',
  summary: 'Danh sách bản soạn thủ tục',
  input: z.strictObject({ limit: z.int().min(1).max(200).default(50), offset: z.int().min(0).max(10_000).default(0) }),
  output: z.strictObject({
    total: z.int(),
    rows: z.array(
      z.strictObject({ code: z.string(), name: z.string(), editedAt: z.string(), publishedNumber: z.int().nullable() }),
    ),
  }),
  access: { permission: 'procedures.edit' },
  run: async (ctx, input) => {
    const counted = await sql<{ total: number }>`select count(*)::int as total from procedures.draft`.execute(ctx.tx);
    const found = await sql<{ code: string; name: string; editedAt: Date; publishedNumber: number | null }>`
      select d.procedure_code as code, d.content ->> 'name' as name, d.edited_at as "editedAt",
        (select max(v.number) from procedures.version v where v.procedure_code = d.procedure_code) as "publishedNumber"
      from procedures.draft d order by d.edited_at desc, d.procedure_code limit ${input.limit} offset ${input.offset}`.execute(
      ctx.tx,
    );
    const rows = found.rows.map((row) => ({ ...row, editedAt: row.editedAt.toISOString() }));
    return { total: counted.rows[0]?.total ?? 0, rows };
  },
});
