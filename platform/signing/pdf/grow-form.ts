import { damaged } from './bad-pdf.ts';
import type { Update } from './append-update.ts';
import { addObject, replaceObject } from './append-update.ts';
import { findForm } from './form-fields.ts';
import type { Page } from './pages.ts';
import type { PdfDict, PdfRef, PdfValue } from './values.ts';
import { arrayValue, dictValue, entryOf, isKind, withEntries } from './values.ts';

/** The dictionary of an object as this update leaves it. */
export function dictNow(update: Update, ref: PdfRef): PdfDict {
  const changed = update.objects.get(ref.number)?.value;
  const value = changed === undefined || Buffer.isBuffer(changed) ? update.file.resolve(ref) : changed;
  return isKind(value, 'dict') ? value : damaged(`object ${ref.number} is no dictionary`);
}

/** Gives the catalogue other entries. */
export function changeCatalog(update: Update, changes: Readonly<Record<string, PdfValue>>): void {
  const { catalogRef } = update.file;
  replaceObject(update, catalogRef, withEntries(dictNow(update, catalogRef), changes));
}

/** Adds fields to the form, which is made where there is none; `changes` are further entries of it. */
export function addFields(
  update: Update,
  fields: readonly PdfRef[],
  changes: Readonly<Record<string, PdfValue>>,
): void {
  const { file } = update;
  const place = entryOf(dictNow(update, file.catalogRef), 'AcroForm');
  const form = isKind(place, 'ref') ? dictNow(update, place) : (findForm(file) ?? dictValue({}));
  const known = file.resolve(entryOf(form, 'Fields'));
  const items = isKind(known, 'array') ? known.items : [];
  const grown = withEntries(form, { ...changes, Fields: arrayValue([...items, ...fields]) });
  if (isKind(place, 'ref')) replaceObject(update, place, grown);
  else changeCatalog(update, { AcroForm: addObject(update, grown) });
}

/** Puts a widget on a page, above what is there. */
export function addToPage(update: Update, page: Page, widget: PdfRef): void {
  const dict = dictNow(update, page.ref);
  const known = update.file.resolve(entryOf(dict, 'Annots'));
  const items = isKind(known, 'array') ? known.items : [];
  replaceObject(update, page.ref, withEntries(dict, { Annots: arrayValue([...items, widget]) }));
}

/** The flags of a widget that is printed and cannot be moved (ISO 32000, table 165). */
export const widgetFlags = 4 + 128;
