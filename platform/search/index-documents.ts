import { nfc } from '@cuaso/kernel/vietnamese.ts';
import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import { folded } from './fold.ts';

/** A thing to be found: `title` weighs most, then `keywords`, and `body` holds other words that lead to it. */
export type SearchDocument = {
  ref: string;
  title: string;
  body: string;
  keywords?: string;
  /** What a search can be narrowed by. */
  extra?: Readonly<Record<string, unknown>>;
  /** From 0 to 1: how much more often than others it is wanted. */
  weight?: number;
};

/** Puts things into a corpus, or renews them; many in one statement. */
export async function indexDocuments(
  ctx: Context,
  corpus: string,
  documents: readonly SearchDocument[],
): Promise<void> {
  const rows = documents.map(({ ref, title, body, keywords = '', extra = {}, weight = 0 }) => ({
    ref,
    extra,
    weight,
    title: nfc(title.toWellFormed().replaceAll('\0', '')),
    t: folded(title),
    k: folded(keywords),
    b: folded(`${ref} ${body}`),
  }));
  await sql`insert into search.document (corpus, ref, title, folded_title, folded_keywords, folded_body, extra, weight)
    select ${corpus}, ref, title, t, k, b, extra, weight from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      x(ref text, title text, t text, k text, b text, extra jsonb, weight real)
    on conflict (corpus, ref) do update
    set title = excluded.title, folded_title = excluded.folded_title, folded_keywords = excluded.folded_keywords,
      folded_body = excluded.folded_body, extra = excluded.extra, weight = excluded.weight`.execute(ctx.tx);
  const words = new Set(
    rows.flatMap((row) => `${row.t} ${row.k}`.split(' ')).filter((word) => /^[a-z]{2,30}$/.test(word)),
  );
  // In one order, so that two that index at once do not wait for each other in a circle.
  await sql`insert into search.word (corpus, word) select ${corpus}, w from unnest(${[...words].toSorted()}::text[]) w
    on conflict do nothing`.execute(ctx.tx);
}

/** Takes a thing out of a corpus. */
export async function removeDocument(ctx: Context, corpus: string, ref: string): Promise<void> {
  await sql`delete from search.document where corpus = ${corpus} and ref = ${ref}`.execute(ctx.tx);
}
