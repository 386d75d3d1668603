import type { PdfFile } from './open-pdf.ts';
import { findArray, findDict, findName, findNumbers } from './open-pdf.ts';
import type { PdfDict } from './values.ts';
import { entryOf, isKind } from './values.ts';

/** How wide a string of a font is, in font sizes. */
export type TextMeasure = (text: Buffer) => number;

/** Most letters are about half as wide as their font is high; for fonts that do not say. */
const usualWidth = 500;
const mostWidths = 70_000;

/** The measure of a font: by its own widths where they can be followed, estimated otherwise. */
export function measureOf(file: PdfFile, font: PdfDict | null): TextMeasure {
  if (font === null) return (text) => (text.length * usualWidth) / 1000;
  return findName(file, font, 'Subtype') === 'Type0' ? wideMeasure(file, font) : simpleMeasure(file, font);
}

function simpleMeasure(file: PdfFile, font: PdfDict): TextMeasure {
  const widths = findNumbers(file, font, 'Widths') ?? [];
  const first = file.resolve(entryOf(font, 'FirstChar'));
  const start = typeof first === 'number' ? first : 0;
  // A font of drawn letters has a measure of its own.
  const isDrawn = findName(file, font, 'Subtype') === 'Type3';
  return (text) => text.reduce((sum, code) => sum + ((isDrawn ? null : widths[code - start]) ?? usualWidth), 0) / 1000;
}

/** Composite fonts with two bytes a letter (ISO 32000, 9.7.4.3). */
function wideMeasure(file: PdfFile, font: PdfDict): TextMeasure {
  const descendant = file.resolve(findArray(file, font, 'DescendantFonts')?.items[0] ?? null);
  const isDirect = findName(file, font, 'Encoding') === 'Identity-H';
  if (!isKind(descendant, 'dict') || !isDirect) return (text) => ((text.length / 2) * usualWidth) / 1000;
  const usual = file.resolve(entryOf(descendant, 'DW'));
  const widths = wideWidths(file, descendant);
  const otherwise = typeof usual === 'number' ? usual : 1000;
  return (text) => {
    let sum = 0;
    for (let i = 0; i + 1 < text.length; i += 2) sum += widths.get(text.readUInt16BE(i)) ?? otherwise;
    return sum / 1000;
  };
}

function wideWidths(file: PdfFile, font: PdfDict): Map<number, number> {
  const items = findArray(file, font, 'W')?.items.map(file.resolve) ?? [];
  const widths = new Map<number, number>();
  for (let i = 0; i < items.length && widths.size < mostWidths;) {
    const [first = null, second = null, third = null] = items.slice(i, i + 3);
    if (typeof first !== 'number') break;
    if (isKind(second, 'array')) {
      second.items.forEach((width, k) => typeof width === 'number' && widths.set(first + k, width));
      i += 2;
    } else {
      if (typeof second !== 'number' || typeof third !== 'number' || second - first > mostWidths) break;
      for (let code = first; code <= second; code += 1) widths.set(code, third);
      i += 3;
    }
  }
  return widths;
}

/** The font of a name in these resources, if there is one. */
export function findFont(file: PdfFile, resources: PdfDict, name: string): PdfDict | null {
  const fonts = findDict(file, resources, 'Font');
  return fonts === null ? null : findDict(file, fonts, name);
}
