/** A repeatable source of choices: the same seed gives the same sequence on every machine. */
export type Random = {
  /** A whole number from 0 up to, but not including, `bound`. */
  below(bound: number): number;
  /** One of the list, each equally likely. */
  pick<T>(list: readonly T[]): T;
  /** One of the list of [value, weight], likely in proportion to its weight. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
};

/** Makes the repeatable source for a seed (32-bit FNV-1a into mulberry32). */
export function randomOf(seed: string): Random {
  let state = hashOf(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return { below, pick: (list) => itemAt(list, below(list.length)), weighted: (list) => weightedOf(list, next()) };
}

/** A 32-bit hash of a text, for choices that depend on one name only. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

function weightedOf<T>(list: readonly (readonly [T, number])[], share: number): T {
  const total = list.reduce((sum, [, weight]) => sum + weight, 0);
  let left = share * total;
  for (const [value, weight] of list) {
    left -= weight;
    if (left < 0) return value;
  }
  return itemAt(list, list.length - 1)[0];
}

function itemAt<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error('Nothing to choose from.');
  return item;
}
