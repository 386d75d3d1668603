import { fillers, meanings, plainFillers } from './data/meanings.ts';
import { folded, type TypedWord } from './fold.ts';

/** A part of a query: one word, or a phrase that people say for something else. */
export type Group = {
  /** The words as typed, folded. */
  words: string[];
  /** Phrases that mean the same, folded. */
  meanings: string[][];
  /** Whether a document must have it. */
  isRequired: boolean;
};

const longestPhrase = 4;
const known = meanings.map(([said, meant]) => ({ said, plain: folded(said), meant: meant.map((one) => folded(one)) }));
const bySaid = new Map(known.map((one) => [one.said, one]));
const byPlain = new Map(known.map((one) => [one.plain, one]));

/** The parts of a query; who types tones means them: "sơ đồ" is not "sổ đỏ", but "so do" may be either. */
export function groupsOf(typed: readonly TypedWord[]): Group[] {
  const hasTones = typed.some((word) => isToned(word));
  const groups: Group[] = [];
  for (let i = 0; i < typed.length;) {
    const phrase = phraseAt(typed, i);
    const words = typed.slice(i, i + (phrase?.length ?? 1)).map((word) => word.folded);
    const isFiller = phrase === undefined && isFilling(typed, i, hasTones);
    groups.push({ words, meanings: phrase?.meant.map((one) => one.split(' ')) ?? [], isRequired: !isFiller });
    i += words.length;
  }
  if (groups.some((group) => group.isRequired)) return groups;
  return groups.map((group) => ({ ...group, isRequired: true }));
}

function phraseAt(typed: readonly TypedWord[], from: number): { length: number; meant: string[] } | undefined {
  for (let length = Math.min(longestPhrase, typed.length - from); length >= 1; length -= 1) {
    const part = typed.slice(from, from + length);
    const found = part.some(isToned)
      ? bySaid.get(part.map((word) => word.spelled).join(' '))
      : byPlain.get(part.map((word) => word.folded).join(' '));
    if (found !== undefined) return { length, meant: found.meant };
  }
  return undefined;
}

function isFilling(typed: readonly TypedWord[], i: number, hasTones: boolean): boolean {
  const word = typed[i];
  if (word === undefined) return false;
  if (hasTones) return fillers.has(word.spelled);
  const pair = (a: number) => `${typed[a]?.folded} ${typed[a + 1]?.folded}`;
  return plainFillers.has(word.folded) || pair(i) === 'thu tuc' || pair(i - 1) === 'thu tuc';
}

function isToned(word: TypedWord): boolean {
  return /[^ -~]/.test(word.spelled);
}
