import { damaged, pdfLimits } from './bad-pdf.ts';
import type { ValueBudget } from './cursor.ts';
import { objectLoader } from './load-object.ts';
import type { Revision } from './revisions.ts';
import { readChain } from './revisions.ts';
import type { InflateBudget } from './unpack-stream.ts';
import { unpackStream } from './unpack-stream.ts';
import type { PdfArray, PdfDict, PdfRef, PdfStream, PdfValue } from './values.ts';
import { entryOf, isKind } from './values.ts';
import type { XrefEntry } from './xref-section.ts';

/** An opened PDF: only what its cross-reference tables name, loaded when it is asked for. */
export type PdfFile = {
  bytes: Buffer;
  /** Its savings, oldest first. */
  revisions: readonly Revision[];
  entries: ReadonlyMap<number, XrefEntry>;
  /** The trailer of the last saving. */
  trailer: PdfDict;
  catalog: PdfDict;
  catalogRef: PdfRef;
  /** Whether /Size is above every object; otherwise some viewers would not see those beyond it. */
  isSizeRight: boolean;
  /** The object of a number, whatever its generation; null where there is none. */
  load: (number: number) => PdfValue;
  /** What a value refers to; the value itself if it is no reference. */
  resolve: (value: PdfValue) => PdfValue;
  /** The content of a stream without its packing. */
  unpack: (stream: PdfStream) => Buffer;
  /** How much may still be read of it. */
  values: ValueBudget;
};

/** How much may be read and unpacked; shared where one file is opened at several of its savings. */
export type PdfBudgets = { values: ValueBudget; inflated: InflateBudget };

/** What may be read of a file that is opened so many times. */
export function pdfBudgets(times: number): PdfBudgets {
  return { values: { left: pdfLimits.values * times }, inflated: { left: pdfLimits.inflatedBytes * times } };
}

/** Opens a PDF, strictly: every departure from ISO 32000 on which viewers disagree is refused with `BadPdf`. */
export function openPdf(bytes: Buffer, budgets: PdfBudgets = pdfBudgets(1)): PdfFile {
  if (!/^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 8))) damaged('no %PDF- at the beginning');
  const { revisions, entries } = readChain(bytes, budgets);
  const trailer = revisions.at(-1)?.trailer ?? damaged('no trailer');
  const { load, resolve } = objectLoader(bytes, entries, budgets);
  const catalogRef = entryOf(trailer, 'Root');
  if (!isKind(catalogRef, 'ref')) damaged('no /Root');
  const catalog = resolve(catalogRef);
  if (!isKind(catalog, 'dict')) damaged('no catalogue');
  const unpack = (stream: PdfStream): Buffer => unpackStream(stream, budgets.inflated, resolve);
  const isSizeRight = isBelow(entryOf(trailer, 'Size'), entries);
  const { values } = budgets;
  return { bytes, revisions, entries, trailer, catalog, catalogRef, isSizeRight, load, resolve, unpack, values };
}

/** ISO 32000, table 15: objects from /Size on do not exist; careless programs count one too few. */
function isBelow(size: PdfValue, entries: ReadonlyMap<number, XrefEntry>): boolean {
  if (typeof size !== 'number' || !Number.isSafeInteger(size)) damaged('no /Size');
  for (const [number, entry] of entries) if (number >= size && entry.kind !== 'free') return false;
  return true;
}

/** The dictionary under a key, if there is one. */
export function findDict(file: PdfFile, dict: PdfDict, key: string): PdfDict | null {
  const value = file.resolve(entryOf(dict, key));
  return isKind(value, 'dict') ? value : null;
}

/** The array under a key, if there is one. */
export function findArray(file: PdfFile, dict: PdfDict, key: string): PdfArray | null {
  const value = file.resolve(entryOf(dict, key));
  return isKind(value, 'array') ? value : null;
}

/** The name under a key, if there is one. */
export function findName(file: PdfFile, dict: PdfDict, key: string): string | null {
  const value = file.resolve(entryOf(dict, key));
  return isKind(value, 'name') ? value.text : null;
}

/** The numbers of an array under a key, if it holds nothing else. */
export function findNumbers(file: PdfFile, dict: PdfDict, key: string): number[] | null {
  const items = findArray(file, dict, key)?.items.map(file.resolve);
  return items?.every((item) => typeof item === 'number') ? items : null;
}
