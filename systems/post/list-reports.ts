import { uuid } from '@cuaso/kernel/fields.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const rowSchema = z.strictObject({
  id: z.string(),
  fileName: z.string(),
  importedAt: z.string(),
  taken: z.int(),
  known: z.int(),
  wrong: z.array(z.strictObject({ line: z.int(), text: z.string() })),
});

/** The last reports of the post that were handed in, with the lines that could not be taken. */
export const listReports = query({
  name: 'post.list-reports',
  summary: 'Các tệp kết quả phát đã nhập',
  input: z.strictObject({ reportId: uuid.optional() }),
  output: z.strictObject({ rows: z.array(rowSchema) }),
  access: { permission: 'post.handle' },
  run: async (ctx, { reportId }) => {
    const found = await sql<z.infer<typeof rowSchema>>`select r.id, r.file_name as "fileName",
        to_char(r.imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "importedAt", r.taken, r.known, r.wrong
      from post.report r where ${visible(ctx.actor, 'post.handle', { agency: 'r.agency_id' })}
        ${reportId === undefined ? sql`` : sql`and r.id = ${reportId}`}
      order by r.imported_at desc, r.id limit 20`.execute(ctx.tx);
    return { rows: found.rows };
  },
});
