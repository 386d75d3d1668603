import type { Field } from './form-fields.ts';
import type { PdfFile } from './open-pdf.ts';
import { findDict, findNumbers } from './open-pdf.ts';
import { rectOf } from './pages.ts';
import type { PdfDict } from './values.ts';
import { entryOf, isKind } from './values.ts';

/** Whether a widget looks the same whatever the mouse does: one stream, or nothing at all. */
export function hasPlainLook(file: PdfFile, widget: PdfDict): boolean {
  if (entryOf(widget, 'AP') === null) return true;
  const look = findDict(file, widget, 'AP');
  if (look === null || [...look.entries.keys()].some((key) => key !== 'N')) return false;
  return isKind(file.resolve(entryOf(look, 'N')), 'stream');
}

/** Whether a field shows anything on a page: an appearance, or a frame and ground that a viewer draws itself. */
export function isShown(file: PdfFile, field: Field): boolean {
  return field.widgets.some(({ dict }) => {
    const frame = findDict(file, dict, 'MK');
    const isFramed = frame !== null && [...frame.entries.keys()].some((key) => key !== 'R');
    return (isFramed || entryOf(dict, 'AP') !== null) && rectOf(findNumbers(file, dict, 'Rect')) !== null;
  });
}
