import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import { folded } from './fold.ts';
import { slipsAllowed, slipsBetween } from './slips.ts';

/** A word to mend, with the words it stands between. */
export type LostWord = { word: string; before: string | null; after: string | null };

/** A known word near a mistyped one; `together` is how often it stands beside the same neighbours. */
export type NearWord = { word: string; slips: number; together: number; documents: number };

const mostCandidates = 8;
/** Beyond this it does not matter any more which word is the more frequent. */
const enough = 100;

/** The known words near a mistyped one: fewest slips first, then those that fit between its neighbours. */
export async function findNearWords(ctx: Context, corpus: string, lost: LostWord): Promise<NearWord[]> {
  const near = (await findNear(ctx, corpus, [lost.word])).get(lost.word)?.slice(0, mostCandidates) ?? [];
  const counted = await counts(
    ctx,
    corpus,
    near.map((one) => one.word),
    lost,
  );
  return near
    .flatMap((one) => {
      const count = counted.get(one.word);
      return count === undefined || count.documents === 0 ? [] : [{ ...one, ...count }];
    })
    .toSorted((a, b) => b.together - a.together || a.slips - b.slips || b.documents - a.documents);
}

/** For each word the known words near it: fewest slips first, then those with the same first letter. */
export async function findNear(
  ctx: Context,
  corpus: string,
  words: readonly string[],
): Promise<Map<string, { word: string; slips: number }[]>> {
  const lost = words.filter((word) => /^[a-z]{3,30}$/.test(word));
  const near = new Map<string, { word: string; slips: number }[]>();
  if (lost.length === 0) return near;
  const found = await sql<{ typed: string; word: string }>`
    with lost as materialized (select typed, search.nearby(typed) as near from unnest(${lost}::text[]) typed)
    select l.typed, w.word from lost l
    join search.word w on w.corpus = ${corpus} and w.near && l.near and w.word <> l.typed`.execute(ctx.tx);
  for (const typed of lost) {
    const allowed = slipsAllowed(typed.length);
    const ranked = found.rows
      .filter((row) => row.typed === typed)
      .map(({ word }) => ({ word, slips: slipsBetween(typed, word, allowed) }))
      .filter((one) => one.slips <= allowed)
      .toSorted((a, b) => a.slips - b.slips || Number(b.word[0] === typed[0]) - Number(a.word[0] === typed[0]));
    near.set(typed, ranked);
  }
  return near;
}

/** Words that were typed without a space between them; undefined when they are not all known. */
export async function findJoinedWords(ctx: Context, corpus: string, typed: string): Promise<string[] | undefined> {
  if (!/^[a-z]{4,40}$/.test(typed)) return undefined;
  const pieces = new Set<string>();
  for (let from = 0; from < typed.length; from += 1) {
    for (let length = 2; length <= 7 && from + length <= typed.length; length += 1) {
      pieces.add(folded(typed.slice(from, from + length)));
    }
  }
  const found = await sql<{ word: string }>`select word from search.word
    where corpus = ${corpus} and word = any(${[...pieces]}::text[])`.execute(ctx.tx);
  return splitOf(typed, new Set(found.rows.map((row) => row.word)));
}

/** The split into the fewest known words. */
function splitOf(typed: string, known: ReadonlySet<string>): string[] | undefined {
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= typed.length; end += 1) {
    for (let from = Math.max(0, end - 7); from <= end - 2; from += 1) {
      const before = best[from];
      const piece = folded(typed.slice(from, end));
      if (before === undefined || !known.has(piece)) continue;
      if (before.length + 1 < (best[end]?.length ?? Number.POSITIVE_INFINITY)) best[end] = [...before, piece];
    }
  }
  return best[typed.length];
}

async function counts(ctx: Context, corpus: string, words: readonly string[], { before, after }: LostWord) {
  const beside = words.map((word) => {
    const pairs = [
      before === null ? [] : `'${before}' <-> '${word}'`,
      after === null ? [] : `'${word}' <-> '${after}'`,
    ];
    return (
      pairs
        .flat()
        .map((pair) => `(${pair})`)
        .join(' | ') || `'${word}'`
    );
  });
  const found = await sql<{ word: string; documents: number; together: number }>`
    select w.word, n.documents, t.together
        from unnest(${words}::text[], ${words.map((word) => `'${word}'`)}::text[], ${beside}::text[]) w(word, alone, beside),
      lateral (select count(*)::int as documents from (
        select from search.document d where d.corpus = ${corpus} and d.words @@ w.alone::tsquery limit ${enough}) x) n,
      lateral (select count(*)::int as together from (
        select from search.document d where d.corpus = ${corpus} and d.words @@ w.beside::tsquery limit ${enough}) x) t`.execute(
    ctx.tx,
  );
  return new Map(found.rows.map(({ word, ...count }) => [word, count]));
}
