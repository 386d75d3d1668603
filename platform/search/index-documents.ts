import { nfc } from '@cuaso/kernel/vietnamese.ts';
import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import { folded } from './fold.ts';

/** A thing to be found: `title` weighs most, `body` holds other words that lead to it. */
export type SearchDocument = { ref: string; title: string; body: string };

/** Puts things into a corpus, or renews them; many in one statement. */
export async function indexDocuments(
  ctx: Context,
  corpus: string,
  documents: readonly SearchDocument[],
): Promise<void> {
  const rows = documents.map(({ ref, title, body }) => ({
    ref,
    title: nfc(title),
    f: folded(title),
    b: folded(`${ref} ${body}`),
  }));
  await sql`insert into search.document (corpus, ref, title, folded_title, folded_body)
    select ${corpus}, ref, title, f, b from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(ref text, title text, f text, b text)
    on conflict (corpus, ref) do update
    set title = excluded.title, folded_title = excluded.folded_title, folded_body = excluded.folded_body`.execute(
    ctx.tx,
  );
}

/** Takes a thing out of a corpus. */
export async function removeDocument(ctx: Context, corpus: string, ref: string): Promise<void> {
  await sql`delete from search.document where corpus = ${corpus} and ref = ${ref}`.execute(ctx.tx);
}
