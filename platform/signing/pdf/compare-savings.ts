import type { PdfFile } from './open-pdf.ts';
import type { References } from './references.ts';
import { containerStarts, referencesFrom, startsOf } from './references.ts';
import { isSameEntry } from './revisions.ts';
import { entryOf, isSame } from './values.ts';
import type { XrefEntry } from './xref-section.ts';

/** A file as it was signed beside the same file now, compared through their cross-reference tables. */
export type Comparison = {
  signed: PdfFile;
  final: PdfFile;
  /** Objects that were there when it was signed and have another value now, or none. */
  changed: ReadonlySet<number>;
  /** Objects that did not exist when it was signed. */
  added: ReadonlySet<number>;
  /** What the signed file names outside its evidence, and from where it names the changed objects. */
  references: References;
  /** What its evidence names and nothing else does. */
  evidenceOnly: ReadonlySet<number>;
};

/** Compares a file as it was signed with the file now. */
export function compareSavings(signed: PdfFile, final: PdfFile): Comparison {
  const changed = new Set<number>();
  const added = new Set<number>();
  for (const number of new Set([...signed.entries.keys(), ...final.entries.keys()])) {
    const [before, after] = [inUse(signed, number), inUse(final, number)];
    if (before === null && after !== null) added.add(number);
    if (before !== null && !isUnchanged(signed, final, { number, before, after })) changed.add(number);
  }
  const evidenceSlot = `${signed.catalogRef.number}:DSS`;
  const starts = [...startsOf(signed), ...containerStarts(signed)];
  const references = referencesFrom(signed, starts, changed, (slot) => slot === evidenceSlot);
  const store = { slot: evidenceSlot, value: entryOf(signed.catalog, 'DSS') };
  const evidence = referencesFrom(signed, [store], new Set());
  const evidenceOnly = evidence.named.difference(references.named);
  return { signed, final, changed, added, references, evidenceOnly };
}

function inUse(file: PdfFile, number: number): XrefEntry | null {
  const entry = file.entries.get(number);
  return entry === undefined || entry.kind === 'free' ? null : entry;
}

type Pair = { number: number; before: XrefEntry; after: XrefEntry | null };

/** The same place holds the same bytes: the signed file is the beginning of the other one. */
function isUnchanged(signed: PdfFile, final: PdfFile, { number, before, after }: Pair): boolean {
  if (after === null) return false;
  if (isSameEntry(before, after) && isContainerSame(signed, final, before)) return true;
  return generationOf(before) === generationOf(after) && isSame(signed.load(number), final.load(number));
}

function isContainerSame(signed: PdfFile, final: PdfFile, entry: XrefEntry): boolean {
  if (entry.kind !== 'in') return true;
  const [before, after] = [inUse(signed, entry.stream), inUse(final, entry.stream)];
  return before !== null && after !== null && isSameEntry(before, after);
}

function generationOf(entry: XrefEntry): number {
  return entry.kind === 'at' ? entry.generation : 0;
}

/** The byte where an object lies now, or its container: later savings lie behind earlier ones. */
export function placeOf(file: PdfFile, number: number): number {
  const entry = file.entries.get(number);
  const outer = entry?.kind === 'in' ? file.entries.get(entry.stream) : entry;
  return outer?.kind === 'at' ? outer.offset : 0;
}
