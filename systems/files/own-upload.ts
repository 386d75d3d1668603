import { fail } from '@cuaso/kernel/errors.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** How long an upload may take, and how long what came of it is remembered. */
export const uploadHours = 24;

/** A file that is coming piece by piece. */
export type Upload = { id: string; name: string; size: number; received: number; fileId: string | null };

/** An own upload; one of somebody else, or one that took too long, is as good as not there. */
export async function getOwnUpload(ctx: Context, id: string, how: 'look' | 'hold'): Promise<Upload> {
  const since = new Date(ctx.now.getTime() - uploadHours * 3_600_000);
  const found = await sql<Upload>`select id, name, size, received, file_id as "fileId" from files.upload
    where id = ${id} and uploaded_by = ${actorWordOf(ctx.actor)} and begun_at >= ${since}
    ${how === 'hold' ? sql`for update` : sql``}`.execute(ctx.tx);
  return found.rows[0] ?? fail('not_found', 'files.no_such_upload');
}

/** Removes uploads with the pieces that came of them. */
export async function removeUploads(ctx: Context, ids: readonly string[]): Promise<void> {
  await sql`delete from files.upload_part where upload_id = any(${ids}::uuid[])`.execute(ctx.tx);
  await sql`delete from files.upload where id = any(${ids}::uuid[])`.execute(ctx.tx);
}
