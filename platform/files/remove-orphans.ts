import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';

const keptHours = 48;
const batch = 500;

/** Removes files that were handed in two days ago and attached to nothing, and bytes that no file has any more. */
export async function removeOrphans(ctx: Context): Promise<{ files: number; contents: number }> {
  const before = new Date(ctx.now.getTime() - keptHours * 3_600_000);
  // Storing holds this lock shared: no new file can take up bytes that are just being removed.
  await sql`select pg_advisory_xact_lock(hashtext('files.content'))`.execute(ctx.tx);
  const removed = await sql<{ sha256: string }>`delete from files.file
    where id in (select files.orphans(${before}, ${batch})) returning sha256`.execute(ctx.tx);
  const hashes = [...new Set(removed.rows.map((row) => row.sha256))];
  const contents = await sql`delete from files.content c where sha256 = any(${hashes}::text[])
    and not exists (select from files.file f where f.sha256 = c.sha256)`.execute(ctx.tx);
  return { files: removed.rows.length, contents: Number(contents.numAffectedRows ?? 0n) };
}
