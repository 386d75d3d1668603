import { pdfLimits } from './bad-pdf.ts';
import type { PdfFile } from './open-pdf.ts';
import { findDict } from './open-pdf.ts';
import type { PdfDict, PdfStream, PdfValue } from './values.ts';
import { dictValue, entryOf, isKind } from './values.ts';

/** The content of a page, its streams joined as viewers join them (ISO 32000, table 30). */
export function pageContent(file: PdfFile, page: PdfDict): Buffer {
  const contents = file.resolve(entryOf(page, 'Contents'));
  const streams = isKind(contents, 'array') ? contents.items.map(file.resolve) : [contents];
  const isStream = (value: PdfValue): value is PdfStream => isKind(value, 'stream');
  return Buffer.concat(streams.filter(isStream).flatMap((stream) => [file.unpack(stream), Buffer.from('\n')]));
}

/** The resources of a page, its own or those that it inherits. */
export function pageResources(file: PdfFile, page: PdfDict): PdfDict {
  let dict: PdfDict | null = page;
  for (let i = 0; dict !== null && i < pdfLimits.depth; i += 1) {
    const found: PdfDict | null = findDict(file, dict, 'Resources');
    if (found !== null) return found;
    dict = findDict(file, dict, 'Parent');
  }
  return dictValue({});
}
