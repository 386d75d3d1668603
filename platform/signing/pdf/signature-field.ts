import type { Update } from './append-update.ts';
import { addObject } from './append-update.ts';
import type { Appearance } from './draw-appearance.ts';
import { drawAppearance } from './draw-appearance.ts';
import { fieldsOf, findForm } from './form-fields.ts';
import { addFields, addToPage, widgetFlags } from './grow-form.ts';
import { pagesOf, requirePage } from './pages.ts';
import type { PdfRef } from './values.ts';
import { arrayValue, dictValue, entryOf, nameValue, textValue } from './values.ts';

/** Signatures exist, and later savings must be incremental (ISO 32000, table 219). */
const signatureFlags = 3;

/** Adds the field of a signature to the form and its widget to a page; invisible without an appearance. */
export function addSignatureField(
  update: Update,
  wantedName: string,
  signature: PdfRef,
  appearance: Appearance | undefined,
): void {
  const { file } = update;
  const pages = pagesOf(file);
  const drawn = appearance === undefined ? undefined : drawAppearance(update, pages, appearance);
  const page = drawn?.page ?? requirePage(pages, 1);
  const { x, y, width, height } = drawn?.rect ?? { x: 0, y: 0, width: 0, height: 0 };
  const isTurned = drawn !== undefined && page.rotation !== 0;
  const field = addObject(
    update,
    dictValue({
      Type: nameValue('Annot'),
      Subtype: nameValue('Widget'),
      FT: nameValue('Sig'),
      T: textValue(freeName(update, wantedName)),
      V: signature,
      F: widgetFlags,
      P: page.ref,
      Rect: arrayValue([x, y, x + width, y + height]),
      AP: drawn === undefined ? null : dictValue({ N: drawn.form }),
      MK: isTurned ? dictValue({ R: page.rotation }) : null,
    }),
  );
  const form = findForm(file);
  const flags = form === null ? 0 : file.resolve(entryOf(form, 'SigFlags'));
  addFields(update, [field], { SigFlags: (typeof flags === 'number' ? flags : 0) | signatureFlags });
  addToPage(update, page, field);
}

/** Names are unique in a form; a point would make a tree of them. */
function freeName({ file }: Update, wanted: string): string {
  const base = wanted.replaceAll('.', ' ').trim() || 'ChuKy';
  const taken = new Set(fieldsOf(file).map(({ name }) => name.split('.')[0]));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}
