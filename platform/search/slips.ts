/** How many slips of the finger a word of this length may have before it is another word. */
export function slipsAllowed(length: number): number {
  if (length <= 2) return 0;
  return length <= 5 ? 1 : 2;
}

/** Letters that sound alike in some part of the country or lie side by side under the finger: half a slip. */
const alike = new Set('mn nm ct tc sx xs ln nl dr rd vd dv iy yi oa ao ei ie'.split(' '));

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
