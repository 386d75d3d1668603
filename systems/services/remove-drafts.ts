import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** Removes drafts and what hangs on them; files that nothing else holds are removed with the orphans. */
export async function removeDrafts(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from services.kept_typing where draft_id = any(${ids}::uuid[])`.execute(ctx.tx);
  await sql`delete from services.draft_file where draft_id = any(${ids}::uuid[])`.execute(ctx.tx);
  await sql`delete from services.draft where id = any(${ids}::uuid[])`.execute(ctx.tx);
}
