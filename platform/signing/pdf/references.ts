import type { PdfFile } from './open-pdf.ts';
import type { PdfValue } from './values.ts';

/** Which objects a file names, and from where: `12:Annots` is the entry /Annots of object 12. */
export type References = {
  /** All numbers that are named, those of missing objects too. */
  named: Set<number>;
  /** From where the watched objects are named. */
  slots: Map<number, Set<string>>;
};

/** Where a walk through a file begins: a value and the slot it stands in. */
export type Start = { slot: string; value: PdfValue };

/** Follows every reference from these values on; `isSkipped` says which entries are not followed. */
export function referencesFrom(
  file: PdfFile,
  starts: readonly Start[],
  watched: ReadonlySet<number>,
  isSkipped: (slot: string) => boolean = () => false,
): References {
  const found: References = { named: new Set(), slots: new Map() };
  const waiting: number[] = [];
  const meet = (slot: string, value: PdfValue): void => {
    for (const number of numbersIn(value)) {
      if (watched.has(number)) found.slots.set(number, (found.slots.get(number) ?? new Set()).add(slot));
      if (found.named.has(number)) continue;
      found.named.add(number);
      waiting.push(number);
    }
  };
  for (const { slot, value } of starts) meet(slot, value);
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const value = file.load(number);
    if (typeof value !== 'object' || value === null) continue;
    const dict = value.kind === 'stream' ? value.dict : value;
    if (dict.kind !== 'dict') meet(`${number}:`, dict);
    else
      for (const [key, entry] of dict.entries) {
        const slot = `${number}:${key}`;
        if (!isSkipped(slot)) meet(slot, entry);
      }
  }
  return found;
}

/** The object numbers that a value names itself; its depth is bounded by the parser. */
export function* numbersIn(value: PdfValue): Generator<number> {
  if (typeof value !== 'object' || value === null) return;
  if (value.kind === 'ref') yield value.number;
  else if (value.kind === 'array') for (const item of value.items) yield* numbersIn(item);
  else if (value.kind === 'dict') for (const entry of value.entries.values()) yield* numbersIn(entry);
  else if (value.kind === 'stream') yield* numbersIn(value.dict);
}

/** Everything that a file's trailer names, as starts of a walk. */
export function startsOf(file: PdfFile): Start[] {
  return [...file.trailer.entries].map(([key, value]) => ({ slot: `trailer:${key}`, value }));
}

/** What the containers of packed objects name (their lengths): what they say decides how those objects are read. */
export function containerStarts(file: PdfFile): Start[] {
  const containers = new Set<number>();
  for (const entry of file.entries.values()) if (entry.kind === 'in') containers.add(entry.stream);
  return [...containers].map((number) => {
    const value = file.load(number);
    return { slot: `${number}:`, value };
  });
}
