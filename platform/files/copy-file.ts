import { fail } from '@cuaso/kernel/errors.ts';
import { sql } from 'kysely';
import { actorWordOf } from '../identity/actor.ts';
import type { Context } from '../operations/context.ts';

/**
 * Makes a kept file the actor's own once more, without its bytes travelling; whoever asks must already have decided that
 * the actor may read it.
 */
export async function copyFile(ctx: Context, fileId: string, purpose: string): Promise<string> {
  const id = ctx.newId();
  await sql`select pg_advisory_xact_lock_shared(hashtext('files.content'))`.execute(ctx.tx);
  const made = await sql`insert into files.file (id, sha256, name, media_type, size, uploaded_by, uploaded_at, purpose)
    select ${id}, sha256, name, media_type, size, ${actorWordOf(ctx.actor)}, ${ctx.now}, ${purpose}
    from files.file where id = ${fileId}`.execute(ctx.tx);
  if (made.numAffectedRows !== 1n) fail('not_found', 'files.no_such_file');
  return id;
}
