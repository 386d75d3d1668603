import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const typed = z.record(z.string(), z.unknown());

/** A draft as the person who writes it takes it away: what was typed, as it was typed. */
export const draftOfPersonSchema = z.strictObject({
  procedureCode: z.string(),
  begunAt: z.string(),
  savedAt: z.string(),
  behalf: typed,
  answers: typed,
  contact: typed,
  files: z.array(z.string()),
});

/** The drafts of an account that were not sent, the newest first. */
export async function loadDraftsOf(ctx: Context, accountId: string): Promise<z.infer<typeof draftOfPersonSchema>[]> {
  const found = await sql<Row>`
    select d.procedure_code as "procedureCode", d.begun_at as "begunAt", d.saved_at as "savedAt", d.behalf, d.answers, d.contact,
      array(select f.name from services.draft_file x join files.file f on f.id = x.file_id where x.draft_id = d.id
        order by f.name) as files
    from services.draft d where d.account_id = ${accountId} and d.sent_as is null
    order by d.saved_at desc, d.id`.execute(ctx.tx);
  return found.rows.map(({ begunAt, savedAt, ...row }) => ({
    ...row,
    begunAt: begunAt.toISOString(),
    savedAt: savedAt.toISOString(),
  }));
}

type Row = Omit<z.infer<typeof draftOfPersonSchema>, 'begunAt' | 'savedAt'> & { begunAt: Date; savedAt: Date };
