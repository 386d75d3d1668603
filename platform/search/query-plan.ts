import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import { typedWordsOf } from './fold.ts';
import { type Group, groupsOf } from './meant-groups.ts';
import { findJoinedWords, findNear, findNearWords } from './near-words.ts';

/** A word that was taken for another. */
export type Mended = { typed: string; used: string[] };

/** One part of a query as text search asks for it: in the title as meant, in the title nearly so, anywhere. */
export type Part = { best: string; good: string; anywhere: string; isRequired: boolean };

/** A query ready to be asked. */
export type Plan = { parts: Part[]; tones: string[]; wordCount: number; mended: Mended[] };

/** Reads a query: what people call things, words that nobody uses, and a last word that is not finished. */
export async function planOf(ctx: Context, corpus: string, text: string): Promise<Plan> {
  const typed = typedWordsOf(text);
  const groups = groupsOf(typed);
  const present = await findPresent(ctx, corpus, groups);
  const mended: Mended[] = [];
  const parts: Part[] = [];
  for (const [i, group] of groups.entries()) {
    const word = group.words[0] ?? '';
    const isLast = i === groups.length - 1;
    if (group.meanings.length > 0 || group.words.length > 1 || present.has(word)) parts.push(partOf(group, isLast));
    else if (isLast && present.has(`${word}*`)) parts.push(partOf(group, true));
    else {
      const used = await mend(ctx, corpus, groups, i);
      mended.push({ typed: word, used: used.shown });
      if (used.parts.length === 0 && group.isRequired) parts.push(nothing);
      parts.push(...used.parts.map((one) => ({ ...one, isRequired: group.isRequired })));
    }
  }
  const tones = typed.map((word) => word.spelled).filter((word) => /[^ -~]/.test(word));
  const wordCount = groups.filter((group) => group.isRequired).flatMap((group) => group.words).length;
  return { parts, tones, wordCount, mended: mended.filter((one) => one.used.length > 0) };
}

/** The plan with, beside each word, those near it: for a mistake that is a word of its own. */
export async function widened(ctx: Context, corpus: string, plan: Plan): Promise<Plan> {
  const wordOf = (part: Part) => /^'([a-z]+)'$/.exec(part.anywhere.split(' | ')[0] ?? '')?.[1] ?? '';
  const near = await findNear(ctx, corpus, plan.parts.filter((part) => part.isRequired).map(wordOf));
  const parts = plan.parts.map((part) => {
    const more = (near.get(wordOf(part)) ?? []).slice(0, 3).map((one) => `'${one.word}'`);
    return {
      ...part,
      good: [part.good, ...more.map((one) => `${one}:A`)].join(' | '),
      anywhere: [part.anywhere, ...more].join(' | '),
    };
  });
  return { ...plan, parts };
}

/** Stands for a word that nothing is like: no document has it, but the others may still be found. */
const nothing: Part = { best: "'\u00b7'", good: "'\u00b7'", anywhere: "'\u00b7'", isRequired: true };

/** Longer words are several without a space between them (the longest syllable is "nghiêng"; one letter may be too many). */
const longestSyllable = 8;

async function mend(ctx: Context, corpus: string, groups: readonly Group[], i: number) {
  const word = groups[i]?.words[0] ?? '';
  const lost = { word, before: groups[i - 1]?.words.at(-1) ?? null, after: groups[i + 1]?.words[0] ?? null };
  const near = word.length > longestSyllable ? [] : await findNearWords(ctx, corpus, lost);
  const joined = near.length > 0 ? undefined : await findJoinedWords(ctx, corpus, word);
  if (joined !== undefined) return { shown: joined, parts: joined.map((one) => partOfWords([one])) };
  const best = near[0];
  if (best === undefined) return { shown: [], parts: [] };
  // Where the neighbours do not decide, several words may have been meant.
  const words = best.together > 0 ? [best] : near.filter((one) => one.slips === best.slips).slice(0, 3);
  return { shown: [best.word], parts: [partOfWords(words.map((one) => one.word))] };
}

function partOfWords(words: readonly string[]): Part {
  const title = words.map((word) => `'${word}':A`).join(' | ');
  return { best: title, good: title, anywhere: words.map((word) => `'${word}'`).join(' | '), isRequired: true };
}

function partOf(group: Group, isLast: boolean): Part {
  const phrases = [group.words, ...group.meanings];
  const asked = (label: string) => phrases.map((words) => phraseQuery(words, label));
  const last = group.words.length === 1 && isLast && (group.words[0]?.length ?? 0) > 1 ? group.words[0] : undefined;
  const begun = (label: string) => (last === undefined ? [] : [`'${last}':*${label}`]);
  return {
    best: asked(':A').join(' | '),
    good: [...asked(':A'), ...begun('A')].join(' | '),
    anywhere: [...asked(''), ...begun('')].join(' | '),
    isRequired: group.isRequired,
  };
}

function phraseQuery(words: readonly string[], label: string): string {
  const phrase = words.map((word) => `'${word}'${label}`).join(' <-> ');
  return words.length === 1 ? phrase : `(${phrase})`;
}

/** Which of the words stand in a document of the corpus; the last one also as the beginning of a word (with a star). */
async function findPresent(ctx: Context, corpus: string, groups: readonly Group[]): Promise<Set<string>> {
  const words = groups.filter((group) => group.words.length === 1).flatMap((group) => group.words);
  const last = groups.at(-1)?.words.at(-1);
  const names = [...words, ...(last === undefined ? [] : [`${last}*`])];
  const asked = [...words.map((word) => `'${word}'`), ...(last === undefined ? [] : [`'${last}':*`])];
  const found = await sql<{ name: string }>`select w.name from unnest(${names}::text[], ${asked}::text[]) w(name, asked)
    where exists (select from search.document d where d.corpus = ${corpus} and d.words @@ w.asked::tsquery)`.execute(
    ctx.tx,
  );
  return new Set(found.rows.map((row) => row.name));
}
