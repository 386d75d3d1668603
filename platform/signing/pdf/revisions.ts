import { BadPdf, damaged, pdfLimits, tooComplex } from './bad-pdf.ts';
import type { ValueBudget } from './cursor.ts';
import { cursorAt, isHere, isSpace, requireKeyword, requireWhole } from './cursor.ts';
import type { InflateBudget } from './unpack-stream.ts';
import type { PdfDict } from './values.ts';
import { entryOf } from './values.ts';
import type { XrefEntry, XrefSection } from './xref-section.ts';
import { readXrefSection } from './xref-section.ts';

/** One saving of a file: its cross-reference section (with its companions) and where its bytes end. */
export type Revision = {
  /** The byte to which its `startxref` points. */
  at: number;
  form: XrefSection['form'];
  trailer: PdfDict;
  /** The byte behind its `%%EOF`; null where nothing closes it as the format demands. */
  end: number | null;
};

/** The chain of savings, oldest first, and what all of them together say of each object. */
export type Chain = { revisions: Revision[]; entries: Map<number, XrefEntry> };

type Budgets = { values: ValueBudget; inflated: InflateBudget };

/**
 * Follows `startxref` and `/Prev` from the end of the file. Nothing is found by searching: what this chain does not name does
 * not exist.
 */
export function readChain(bytes: Buffer, budgets: Budgets): Chain {
  const tail = readTail(bytes, budgets.values);
  const entries = new Map<number, XrefEntry>();
  const revisions: Revision[] = [];
  const seen = new Set<number>();
  for (let next: number | null = tail.at; next !== null;) {
    if (revisions.length >= pdfLimits.revisions) tooComplex('too many revisions');
    const sections = readGroup(bytes, next, budgets, seen);
    const [head] = sections;
    for (const section of sections) for (const [number, entry] of section.entries) addOlder(entries, number, entry);
    revisions.push({
      at: head.at,
      form: head.form,
      trailer: head.trailer,
      end: endOf(bytes, sections, budgets.values),
    });
    next = previousOf(sections.at(-1) ?? head);
  }
  if (revisions[0]?.end !== tail.end) damaged('the last cross-reference section is not at the end of the file');
  return { revisions: revisions.toReversed(), entries };
}

function addOlder(entries: Map<number, XrefEntry>, number: number, entry: XrefEntry): void {
  if (entries.has(number)) return;
  if (entries.size >= pdfLimits.entries) tooComplex('too many objects');
  entries.set(number, entry);
}

/** The last `startxref`; behind its `%%EOF` there is only white space. */
function readTail(bytes: Buffer, budget: ValueBudget): { at: number; end: number } {
  let end = bytes.length;
  while (end > 0 && isSpace(bytes[end - 1])) end -= 1;
  const from = Math.max(0, end - 1024);
  const found = bytes.subarray(from, end).lastIndexOf('startxref');
  if (found < 0) damaged('no startxref at the end');
  const closing = closingAt(bytes, from + found, budget);
  if (closing.end !== end) damaged('something stands behind %%EOF');
  return closing;
}

function closingAt(bytes: Buffer, at: number, budget: ValueBudget): { at: number; end: number } {
  const cursor = cursorAt(bytes, at, budget);
  requireKeyword(cursor, 'startxref');
  const target = requireWhole(cursor);
  while (isSpace(bytes[cursor.at])) cursor.at += 1;
  if (!isHere(cursor, '%%EOF')) damaged(`no %%EOF at byte ${cursor.at}`);
  return { at: target, end: cursor.at + 5 };
}

/**
 * The sections of one saving: that to which `startxref` points, the stream of a hybrid file, and in a linearised file the
 * main table, which lies behind that of the first page.
 */
function readGroup(bytes: Buffer, at: number, budgets: Budgets, seen: Set<number>): [XrefSection, ...XrefSection[]] {
  const head = readOnce(bytes, at, budgets, seen);
  const previous = previousOf(head);
  if (previous === null || previous < at) return [head];
  const main = readOnce(bytes, previous, budgets, seen);
  if ((previousOf(main) ?? 0) > at) damaged('cross-reference sections that point forward');
  return [head, main];
}

function readOnce(bytes: Buffer, at: number, budgets: Budgets, seen: Set<number>): XrefSection {
  if (seen.has(at)) damaged('cross-reference sections in a circle');
  seen.add(at);
  const section = readXrefSection(bytes, at, budgets);
  requireOpen(section);
  const companion = entryOf(section.trailer, 'XRefStm');
  if (section.form === 'table' && companion !== null) {
    if (typeof companion !== 'number') damaged('/XRefStm is no number');
    const hidden = readXrefSection(bytes, companion, budgets);
    requireOpen(hidden);
    mergeHybrid(section, hidden);
  }
  return section;
}

function requireOpen({ trailer }: XrefSection): void {
  if (trailer.entries.has('Encrypt')) throw new BadPdf('encrypted', 'the trailer names /Encrypt');
}

/** The stream of a hybrid file may only name what its table calls free, so that old and new viewers see the same. */
function mergeHybrid(table: XrefSection, stream: XrefSection): void {
  if (stream.form !== 'stream') damaged('/XRefStm points to no stream');
  for (const [number, entry] of stream.entries) {
    const known = table.entries.get(number);
    if (known === undefined || known.kind === 'free') table.entries.set(number, entry);
    else if (entry.kind !== 'free' && !isSameEntry(known, entry)) damaged(`object ${number} lies in two places`);
  }
}

/** Whether two entries name the same place. */
export function isSameEntry(one: XrefEntry, other: XrefEntry): boolean {
  if (one.kind === 'at' && other.kind === 'at')
    return one.offset === other.offset && one.generation === other.generation;
  if (one.kind === 'in' && other.kind === 'in') return one.stream === other.stream && one.index === other.index;
  return one.kind === other.kind;
}

function previousOf({ trailer }: XrefSection): number | null {
  const previous = entryOf(trailer, 'Prev');
  if (previous === null) return null;
  return typeof previous === 'number' ? previous : damaged('/Prev is no number');
}

/** Where a saving ends: the closing that follows its last section and points to its first. */
function endOf(bytes: Buffer, sections: readonly [XrefSection, ...XrefSection[]], budget: ValueBudget): number | null {
  const last = Math.max(...sections.map((section) => section.end));
  try {
    const closing = closingAt(bytes, last, budget);
    return closing.at === sections[0].at ? closing.end : null;
  } catch (error) {
    if (error instanceof BadPdf && error.reason === 'damaged') return null;
    throw error;
  }
}
