import { fail } from '@cuaso/kernel/errors.ts';
import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import type { StoredFile } from './store-file.ts';

/** A kept file with who handed it in and when. */
export type FileFacts = StoredFile & { uploadedBy: string; uploadedAt: Date; purpose: string; sha256: string };

/** What is known of a file; whoever asks must already have decided that the actor may know it. */
export async function getFile(ctx: Context, id: string): Promise<FileFacts> {
  const found = await sql<FileFacts>`select id, name, media_type as "mediaType", size, uploaded_by as "uploadedBy",
    uploaded_at as "uploadedAt", purpose, sha256 from files.file where id = ${id}`.execute(ctx.tx);
  return found.rows[0] ?? fail('not_found', 'files.no_such_file');
}

/** A file with its bytes; whoever asks must already have decided that the actor may read it. */
export async function readFile(ctx: Context, id: string): Promise<FileFacts & { bytes: Buffer }> {
  const file = await getFile(ctx, id);
  const found = await sql<{ bytes: Buffer }>`select bytes from files.content where sha256 = ${file.sha256}`.execute(
    ctx.tx,
  );
  const row = found.rows[0] ?? fail('not_found', 'files.no_such_file');
  return { ...file, bytes: row.bytes };
}
