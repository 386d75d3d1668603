import { nfc } from '@cuaso/kernel/vietnamese.ts';
import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import { folded } from './fold.ts';
import { type Mended, type Part, type Plan, planOf, widened } from './query-plan.ts';

/** What was found, best first; `corrected` is the query as it was understood when a typing mistake was mended. */
export type Found = { refs: string[]; total: number; corrected: string | null; mended: readonly Mended[] };

/** Where to begin, and what the documents must have in their `extra`. */
export type Narrowing = { offset?: number; filter?: Readonly<Record<string, unknown>> };

type Asked = { corpus: string; most: number; offset: number; filter: string };
type Hit = { ref: string; title: string; total: number };

/** So few that people would rather also see what has most of the words. */
const few = 5;

/**
 * Finds by Vietnamese words with or without tones; exact tones come first. Words that nobody uses are taken for the
 * nearest known ones; when few documents have all words, those with most of their weight come too. The last word may be
 * unfinished.
 */
export async function findDocuments(
  ctx: Context,
  corpus: string,
  text: string,
  most: number,
  { offset = 0, filter = {} }: Narrowing = {},
): Promise<Found> {
  const plan = await planOf(ctx, corpus, text.slice(0, 500));
  if (plan.parts.length === 0) return { refs: [], total: 0, corrected: null, mended: [] };
  const asked = { corpus, most, offset, filter: JSON.stringify(filter) };
  const hits = await matching(ctx, asked, plan);
  const { mended } = plan;
  const corrected = mended.length === 0 || hits.length === 0 ? null : correctedText(text, mended, hits[0]?.title ?? '');
  return { refs: hits.map((hit) => hit.ref), total: hits[0]?.total ?? 0, corrected, mended };
}

async function matching(ctx: Context, asked: Asked, plan: Plan): Promise<Hit[]> {
  const all = plan.parts.filter((part) => part.isRequired).map((part) => `(${part.anywhere})`);
  const strict = await ask(ctx, asked, plan, all.join(' & '), 0);
  const total =
    strict[0]?.total ?? (await ask(ctx, { ...asked, offset: 0, most: 1 }, plan, all.join(' & '), 0))[0]?.total;
  if (total !== undefined && total >= few) return strict;
  const wider = total === undefined ? await widened(ctx, asked.corpus, plan) : plan;
  const some = wider.parts.filter((part) => part.isRequired).map((part) => `(${part.anywhere})`);
  return ask(ctx, asked, wider, some.join(' | '), 0.6);
}

/** Asks for what matches, ordered by the weight of the words it has, where it has them, and how little else it says. */
async function ask(ctx: Context, asked: Asked, plan: Plan, query: string, atLeast: number): Promise<Hit[]> {
  const { parts, tones, wordCount } = plan;
  const column = (name: keyof Part) => parts.map((part) => part[name]);
  const required = parts.filter((part) => part.isRequired);
  const phrase = required.map((part) => `(${part.good})`).join(' <-> ');
  const found = await sql<Hit>`
    with part as materialized (
      select u.best::tsquery as best, u.good::tsquery as good, u.anywhere::tsquery as anywhere,
        case when u.is_required then 1 else 0.15 end * ln(1 + n.total::real / (1 + (select count(*) from search.document d
          where d.corpus = ${asked.corpus} and d.words @@ u.anywhere::tsquery))) as weight
      from unnest(${column('best')}::text[], ${column('good')}::text[], ${column('anywhere')}::text[],
        ${column('isRequired')}::boolean[]) u(best, good, anywhere, is_required),
        (select count(*) as total from search.document where corpus = ${asked.corpus}) n
    )
    select d.ref, d.title, count(*) over ()::int as total
    from search.document d cross join lateral (
      select sum(l.weight * l.level) / sum(l.weight) as covered,
        coalesce(sum(l.weight) filter (where l.level > 0), 0) / sum(l.weight) as present
      from (select p.weight, case when not d.words @@ p.anywhere then 0 when d.words @@ p.best then 1
        when d.words @@ p.good then 0.7 else 0.4 end as level from part p) l
    ) s
    where d.corpus = ${asked.corpus} and d.words @@ ${query}::tsquery and d.extra @> ${asked.filter}::jsonb
      and s.present >= ${atLeast}
    order by s.covered + 0.5 * (d.words @@ ${phrase}::tsquery)::int + 0.3 * least(1, ${wordCount}::real / d.title_words)
      + 0.25 * coalesce((select avg((d.spelled @@ t::tsquery)::int) from unnest(${tones.map(quoted)}::text[]) t), 0)
      + 0.1 * d.weight desc, length(d.title), d.ref
    limit ${asked.most} offset ${asked.offset}`.execute(ctx.tx);
  return found.rows;
}

/** The query with the mended words, spelled with the tones that the best hit has. */
function correctedText(text: string, mended: readonly Mended[], title: string): string {
  const tones = new Map(
    (
      nfc(title)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? []
    ).map((word) => [folded(word), word]),
  );
  const used = new Map(mended.map((one) => [one.typed, one.used.map((word) => tones.get(word) ?? word).join(' ')]));
  return nfc(text.toWellFormed())
    .trim()
    .replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => used.get(folded(word)) ?? word);
}

function quoted(word: string): string {
  return `'${word}'`;
}
