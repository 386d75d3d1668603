import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { actorWordOf } from '../identity/actor.ts';
import type { Context } from '../operations/context.ts';
import { checkFile } from './check-file.ts';

/** What is known of a kept file without its bytes. */
export type StoredFile = { id: string; name: string; mediaType: string; size: number };

/** A file to keep: as the sender named it, and what it is for. */
export type NewFile = { name: string; bytes: Uint8Array; purpose: string };

/** Checks a file by its content and keeps it for the actor; the same bytes are kept once. */
export async function storeFile(ctx: Context, file: NewFile): Promise<StoredFile> {
  // A view of the same memory, not a copy.
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  const { name, mediaType } = await checkFile(file.name, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const id = ctx.newId();
  await sql`select pg_advisory_xact_lock_shared(hashtext('files.content'))`.execute(ctx.tx);
  // Asked first, so that bytes already here do not travel again.
  const known = await sql`select from files.content where sha256 = ${sha256}`.execute(ctx.tx);
  if (known.rows.length === 0) {
    await sql`insert into files.content (sha256, size, bytes) values (${sha256}, ${bytes.length}, ${bytes})
      on conflict do nothing`.execute(ctx.tx);
  }
  await sql`insert into files.file (id, sha256, name, media_type, size, uploaded_by, uploaded_at, purpose)
    values (${id}, ${sha256}, ${name}, ${mediaType}, ${bytes.length}, ${actorWordOf(ctx.actor)}, ${ctx.now}, ${file.purpose})`.execute(
    ctx.tx,
  );
  return { id, name, mediaType, size: bytes.length };
}
