/** A word of the vocabulary and in how many documents it stands. */
export type VocabularyWord = { word: string; documents: number };

/** The nearest known word: fewest slips of the finger, then the most frequent; the word itself when nothing is near. */
export function nearestWord(word: string, vocabulary: readonly VocabularyWord[]): string {
  const allowed = word.length <= 2 ? 0 : word.length <= 5 ? 1 : 2;
  if (allowed === 0 || /\d/.test(word)) return word;
  let best = { word, slips: allowed + 1, documents: 0 };
  for (const known of vocabulary) {
    if (Math.abs(known.word.length - word.length) > allowed) continue;
    const slips = slipsBetween(word, known.word, allowed);
    if (slips < best.slips || (slips === best.slips && slips <= allowed && known.documents > best.documents)) {
      best = { ...known, slips };
    }
  }
  return best.word;
}

/** Letters that sound alike in some part of the country or lie side by side under the finger: half a slip. */
const alike = new Set([
  'mn',
  'nm',
  'ct',
  'tc',
  'sx',
  'xs',
  'ln',
  'nl',
  'dr',
  'rd',
  'vd',
  'dv',
  'iy',
  'yi',
  'oa',
  'ao',
  'ei',
  'ie',
]);

/** Insertions, deletions, replacements and swaps of neighbours between two words; beyond `limit` it says limit + 1. */
export function slipsBetween(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(last, j - 1) + costOf(a[i - 1] ?? '', b[j - 1] ?? '');
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return Math.min(at(last, b.length), limit + 1);
}

function costOf(typed: string, meant: string): number {
  if (typed === meant) return 0;
  return alike.has(typed + meant) ? 0.5 : 1;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
