import { damaged, pdfLimits, tooComplex } from './bad-pdf.ts';
import type { Update } from './append-update.ts';
import { addObject, replaceObject, reserveObject, streamValue } from './append-update.ts';
import type { PdfFile } from './open-pdf.ts';
import { pageContent, pageResources } from './page-content.ts';
import type { Page } from './pages.ts';
import { pagesOf, seenSizeOf } from './pages.ts';
import type { PdfDict, PdfRef, PdfValue } from './values.ts';
import { arrayValue, dictValue, entryOf, nameValue } from './values.ts';

/** A page that became a form XObject of another file. */
export type ImportedPage = { ref: PdfRef; width: number; height: number };

/** Copies objects of one file into an update of another, each once and under a new number. */
export function objectCopier(from: PdfFile, update: Update): (value: PdfValue) => PdfValue {
  const copies = new Map<number, PdfRef>();
  function copied(value: PdfValue, depth: number): PdfValue {
    if (depth > pdfLimits.depth * 2) tooComplex('resources lie too deep in each other');
    if (typeof value !== 'object' || value === null) return value;
    switch (value.kind) {
      case 'ref':
        return copiedObject(value, depth);
      case 'array':
        return arrayValue(value.items.map((item) => copied(item, depth + 1)));
      case 'dict':
        return copiedDict(value, depth);
      case 'stream':
        return { kind: 'stream', dict: copiedDict(value.dict, depth), raw: value.raw };
      default:
        return value;
    }
  }
  function copiedDict(dict: PdfDict, depth: number): PdfDict {
    return { kind: 'dict', entries: new Map([...dict.entries].map(([key, entry]) => [key, copied(entry, depth + 1)])) };
  }
  function copiedObject(ref: PdfRef, depth: number): PdfValue {
    const known = copies.get(ref.number);
    if (known !== undefined) return known;
    const copy = reserveObject(update);
    copies.set(ref.number, copy);
    replaceObject(update, copy, copied(from.resolve(ref), depth + 1));
    return copy;
  }
  return (value) => copied(value, 0);
}

/**
 * Makes the first page of a file a form XObject of another (ISO 32000, 8.10). `turned` is by how much the page on which it
 * will stand is turned clockwise when it is shown: the form is turned against it, so that it is read upright.
 */
export function importFirstPage(from: PdfFile, update: Update, turned: Page['rotation']): ImportedPage {
  const page = pagesOf(from)[0] ?? damaged('no page to import');
  const copied = objectCopier(from, update);
  const { x, y } = page.box;
  const { width, height } = seenSizeOf(page);
  const content = pageContent(from, page.dict);
  const dict = dictValue({
    Type: nameValue('XObject'),
    Subtype: nameValue('Form'),
    BBox: arrayValue([x, y, x + width, y + height]),
    Matrix: turned === 0 ? null : arrayValue(matrixOf(turned)),
    Group: copied(from.resolve(entryOf(page.dict, 'Group'))),
    Resources: copied(pageResources(from, page.dict)),
  });
  return { ref: addObject(update, streamValue(dict, content)), width, height };
}

/** A viewer moves the turned form into the rectangle of its annotation (ISO 32000, 12.5.5), so only the turn matters. */
function matrixOf(turned: Page['rotation']): number[] {
  if (turned === 90) return [0, 1, -1, 0, 0, 0];
  if (turned === 180) return [-1, 0, 0, -1, 0, 0];
  return [0, -1, 1, 0, 0, 0];
}
