import { damaged, pdfLimits, tooComplex } from './bad-pdf.ts';
import type { Cursor, ValueBudget } from './cursor.ts';
import { cursorAt, requireWhole, skipSpace, spend, takeKeyword } from './cursor.ts';
import { parseObject } from './parse-object.ts';
import { requireDict } from './parse-value.ts';
import type { InflateBudget } from './unpack-stream.ts';
import { unpackStream } from './unpack-stream.ts';
import type { PdfDict, PdfValue } from './values.ts';
import { entryOf, isKind } from './values.ts';

/** Where an object lies: nowhere, at a byte of the file, or in an object stream. */
export type XrefEntry =
  { kind: 'free' } | { kind: 'at'; offset: number; generation: number } | { kind: 'in'; stream: number; index: number };

/** One cross-reference section with its trailer; `end` is the byte behind it. */
export type XrefSection = {
  at: number;
  form: 'table' | 'stream';
  entries: Map<number, XrefEntry>;
  trailer: PdfDict;
  end: number;
};

type Budgets = { values: ValueBudget; inflated: InflateBudget };

/** The cross-reference section that begins at a byte: a table (ISO 32000, 7.5.4) or a stream (7.5.8). */
export function readXrefSection(bytes: Buffer, at: number, budgets: Budgets): XrefSection {
  const cursor = cursorAt(bytes, at, budgets.values);
  skipSpace(cursor);
  return takeKeyword(cursor, 'xref') ? readTable(cursor, at) : readStream(bytes, at, budgets);
}

function readTable(cursor: Cursor, at: number): XrefSection {
  const entries = new Map<number, XrefEntry>();
  for (;;) {
    skipSpace(cursor);
    if (takeKeyword(cursor, 'trailer')) break;
    const first = requireWhole(cursor);
    const count = requireWhole(cursor);
    for (let number = first; number < first + count; number += 1) {
      spend(cursor.budget);
      addEntry(entries, number, readRow(cursor));
    }
  }
  const trailer = requireDict(cursor);
  return { at, form: 'table', entries, trailer, end: cursor.at };
}

function readRow(cursor: Cursor): XrefEntry {
  const offset = requireWhole(cursor);
  const generation = requireWhole(cursor);
  skipSpace(cursor);
  if (takeKeyword(cursor, 'n')) return { kind: 'at', offset, generation };
  if (takeKeyword(cursor, 'f')) return { kind: 'free' };
  damaged(`no entry of the cross-reference table at byte ${cursor.at}`);
}

/** An object that one section names twice could be either, so the file is refused. */
function addEntry(entries: Map<number, XrefEntry>, number: number, entry: XrefEntry): void {
  if (number > pdfLimits.objectNumber || entries.size >= pdfLimits.entries) tooComplex('too many objects');
  if (entries.has(number)) damaged(`object ${number} is named twice in one cross-reference section`);
  entries.set(number, entry);
}

function readStream(bytes: Buffer, at: number, budgets: Budgets): XrefSection {
  const direct = (value: PdfValue): PdfValue =>
    isKind(value, 'ref') ? damaged('a cross-reference stream that needs another object') : value;
  const { value: stream, end } = parseObject(bytes, at, budgets.values, direct);
  if (!isKind(stream, 'stream')) damaged(`no cross-reference section at byte ${at}`);
  const type = entryOf(stream.dict, 'Type');
  if (!isKind(type, 'name') || type.text !== 'XRef') damaged(`no cross-reference section at byte ${at}`);
  const rows = unpackStream(stream, budgets.inflated, direct);
  return { at, form: 'stream', entries: entriesOf(stream.dict, rows, budgets.values), trailer: stream.dict, end };
}

function entriesOf(dict: PdfDict, rows: Buffer, budget: ValueBudget): Map<number, XrefEntry> {
  const widths = wholeNumbers(entryOf(dict, 'W'));
  const [typeBytes = 0, secondBytes = 0, thirdBytes = 0] = widths;
  const rowBytes = typeBytes + secondBytes + thirdBytes;
  if (widths.length !== 3 || widths.some((width) => width > 7) || secondBytes === 0) damaged('impossible widths /W');
  const size = wholeNumber(entryOf(dict, 'Size'));
  const index = entryOf(dict, 'Index') === null ? [0, size] : wholeNumbers(entryOf(dict, 'Index'));
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  for (let i = 0; i < index.length; i += 2) {
    const [first = 0, count = 0] = index.slice(i, i + 2);
    if (!(at + count * rowBytes <= rows.length)) damaged('a cross-reference stream that ends too early');
    for (let number = first; number < first + count; number += 1) {
      spend(budget);
      const type = typeBytes === 0 ? 1 : wideNumber(rows, at, typeBytes);
      const second = wideNumber(rows, at + typeBytes, secondBytes);
      const third = wideNumber(rows, at + typeBytes + secondBytes, thirdBytes);
      addEntry(entries, number, entryFrom(type, second, third));
      at += rowBytes;
    }
  }
  return entries;
}

function entryFrom(type: number, second: number, third: number): XrefEntry {
  if (type === 1) return { kind: 'at', offset: second, generation: third };
  if (type === 2) return { kind: 'in', stream: second, index: third };
  if (type === 0) return { kind: 'free' };
  // Other types are reserved; ISO 32000 reads them as null, viewers differ.
  damaged(`an entry of type ${type}`);
}

function wideNumber(rows: Buffer, at: number, width: number): number {
  let number = 0;
  for (let i = 0; i < width; i += 1) number = number * 256 + (rows[at + i] ?? 0);
  return number;
}

function wholeNumbers(value: PdfValue): number[] {
  if (!isKind(value, 'array') || value.items.length > 100_000) damaged('a list of numbers is missing');
  return value.items.map(wholeNumber);
}

function wholeNumber(value: PdfValue): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : damaged('no whole number');
}
