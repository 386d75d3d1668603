import { nfc } from '@cuaso/kernel/vietnamese.ts';
import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import { nearestWord, type VocabularyWord } from './correct.ts';
import { queryWords } from './fold.ts';

/** What was found, best first, and what the words were taken for when a typing mistake was mended. */
export type Found = { refs: string[]; corrected: string | null };

/**
 * Finds by Vietnamese words with or without tones. Words that nobody uses are taken for the nearest known one; when no
 * document has all words, those with most of them come first. The last word may be unfinished.
 */
export async function findDocuments(ctx: Context, corpus: string, text: string, most: number): Promise<Found> {
  const typed = queryWords(text);
  if (typed.length === 0) return { refs: [], corrected: null };
  const first = await matching(ctx, corpus, typed, text, most, ' & ');
  if (first.length > 0) return { refs: first, corrected: null };
  const vocabulary = await vocabularyOf(ctx, corpus);
  const known = new Set(vocabulary.map((one) => one.word));
  const words = typed.map((word) => (known.has(word) ? word : nearestWord(word, vocabulary)));
  const corrected = words.join(' ') === typed.join(' ') ? null : words.join(' ');
  const mended = corrected === null ? [] : await matching(ctx, corpus, words, text, most, ' & ');
  const refs = mended.length > 0 ? mended : await matching(ctx, corpus, words, text, most, ' | ');
  return { refs, corrected };
}

async function matching(
  ctx: Context,
  corpus: string,
  words: readonly string[],
  text: string,
  most: number,
  joined: ' & ' | ' | ',
): Promise<string[]> {
  // Folded words hold only letters, digits and dots, so quoting them is all a tsquery needs.
  const terms = words.map((word, i) => `'${word}'${i === words.length - 1 && word.length > 1 ? ':*' : ''}`);
  const spelled = nfc(text).toLowerCase();
  const found = await sql<{ ref: string }>`
    select d.ref from search.document d, to_tsquery('simple', ${terms.join(joined)}) q
    where d.corpus = ${corpus} and d.words @@ q
    order by ts_rank_cd(d.words, q, 1) + 0.6 * ts_rank(d.spelled, plainto_tsquery('simple', ${spelled}))
      + (case when d.folded_title like ${`${words.join(' ')}%`} then 1 else 0 end) desc, length(d.title), d.ref
    limit ${most}`.execute(ctx.tx);
  return found.rows.map((row) => row.ref);
}

async function vocabularyOf(ctx: Context, corpus: string): Promise<VocabularyWord[]> {
  const found =
    await sql<VocabularyWord>`select word, documents from search.vocabulary where corpus = ${corpus}`.execute(ctx.tx);
  return found.rows;
}
