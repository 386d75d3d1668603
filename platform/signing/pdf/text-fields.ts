import type { Update } from './append-update.ts';
import { addObject, appendUpdate, beginUpdate, replaceObject, streamValue } from './append-update.ts';
import { certificationOf, isLocked } from './certification.ts';
import type { FieldStyle } from './field-font.ts';
import { defaultAppearanceOf, fieldFontOf, resourcesWith } from './field-font.ts';
import type { Field } from './form-fields.ts';
import { fieldsOf, isFilled, readOnlyFlag } from './form-fields.ts';
import { addFields, addToPage, dictNow, widgetFlags } from './grow-form.ts';
import { importFirstPage } from './import-page.ts';
import { findDict, findNumbers, openPdf } from './open-pdf.ts';
import type { Page, Rect } from './pages.ts';
import { pagesOf, rectOf, requirePage, toPageSpace } from './pages.ts';
import { PdfRefused } from './pdf-refused.ts';
import { readSignatures } from './read-signatures.ts';
import { typesetField } from './typeset-appearance.ts';
import type { PdfDict, PdfRef } from './values.ts';
import { arrayValue, dictValue, entryOf, nameValue, textValue, withEntries } from './values.ts';

/**
 * An empty place of a page that is filled in later. Pages count from 1, -1 is the last; the rectangle is of the page as it
 * is seen. The letters will stand on a line that is `baselinePart` of the font size above its lower edge.
 */
export type TextField = {
  name: string;
  page: number;
  rect: Rect;
  fontSizePt: number;
  align: 'left' | 'center' | 'right';
  /** Upright if nothing is said. */
  style?: FieldStyle;
};

/** How far the line of a field's letters lies above its lower edge, in font sizes: the depth of Tinos. */
export const baselinePart = 0.22;

/** The values of /Q (ISO 32000, table 222). */
const alignments = ['left', 'center', 'right'] as const;

/** Appends empty text fields; done before the first signature, which then covers that they were empty. */
export function addTextFields(bytes: Buffer, fields: readonly TextField[]): Buffer {
  const file = openPdf(bytes);
  if (readSignatures(file).length > 0) throw new PdfRefused('already_signed', 'fields come before signatures');
  const update = beginUpdate(file);
  const pages = pagesOf(file);
  const taken = new Set(fieldsOf(file).map(({ name }) => name));
  const refs = fields.map((field) => {
    const page = requirePage(pages, field.page);
    if (taken.has(field.name) || field.name === '' || field.name.includes('.')) throw new PdfRefused('name_taken');
    taken.add(field.name);
    const ref = addObject(update, emptyField(update, page, field));
    addToPage(update, page, ref);
    return ref;
  });
  const styles = fields.map(({ style }) => style ?? 'upright');
  addFields(update, refs, { DR: resourcesWith(update, styles) });
  return appendUpdate(update).bytes;
}

function emptyField(update: Update, page: Page, field: TextField): PdfDict {
  const { x, y, width, height } = toPageSpace(page, field.rect);
  return dictValue({
    Type: nameValue('Annot'),
    Subtype: nameValue('Widget'),
    FT: nameValue('Tx'),
    T: textValue(field.name),
    F: widgetFlags,
    P: page.ref,
    Rect: arrayValue([x, y, x + width, y + height]),
    DA: textValue(defaultAppearanceOf(field.style ?? 'upright', field.fontSizePt)),
    Q: alignments.indexOf(field.align),
    MK: page.rotation === 0 ? null : dictValue({ R: page.rotation }),
    AP: dictValue({ N: emptyForm(update, width, height) }),
  });
}

function emptyForm(update: Update, width: number, height: number): PdfRef {
  const dict = dictValue({
    Type: nameValue('XObject'),
    Subtype: nameValue('Form'),
    BBox: arrayValue([0, 0, width, height]),
    Resources: dictValue({}),
  });
  return addObject(update, streamValue(dict, Buffer.from('/Tx BMC\nEMC\n')));
}

/** Appends the values of empty text fields and closes them against further changes; signatures that are there stay valid. */
export function fillTextFields(bytes: Buffer, values: Readonly<Record<string, string>>): Buffer {
  const update = beginUpdate(openPdf(bytes));
  const { file } = update;
  if (certificationOf(file) === 1) throw new PdfRefused('locked', 'certified without changes');
  const fields = fieldsOf(file);
  const signatures = readSignatures(file);
  for (const [name, text] of Object.entries(values)) {
    const field = fields.find((one) => one.name === name && one.type === 'Tx');
    if (field === undefined) throw new PdfRefused('no_such_field', name);
    if ((field.flags & readOnlyFlag) !== 0 || isFilled(file, field)) throw new PdfRefused('field_filled', name);
    if (signatures.some(({ dict }) => isLocked(file, dict, name))) throw new PdfRefused('locked', name);
    fillField(update, field, text);
  }
  return appendUpdate(update).bytes;
}

function fillField(update: Update, field: Field, text: string): void {
  const value = textValue(text.normalize('NFC'));
  replaceObject(update, field.ref, withEntries(field.dict, { V: value, Ff: field.flags | readOnlyFlag }));
  for (const widget of field.widgets) {
    const form = drawnValue(update, field, widget.dict, text);
    replaceObject(update, widget.ref, withEntries(dictNow(update, widget.ref), { AP: dictValue({ N: form }) }));
  }
}

function drawnValue(update: Update, field: Field, widget: PdfDict, text: string): PdfRef {
  const { file } = update;
  const rect = rectOf(findNumbers(file, widget, 'Rect'));
  if (rect === null) throw new PdfRefused('no_such_field', 'a field without a place');
  const look = findDict(file, widget, 'MK');
  const turned = turnOf(look === null ? 0 : file.resolve(entryOf(look, 'R')));
  const isSideways = turned === 90 || turned === 270;
  const [width, height] = isSideways ? [rect.height, rect.width] : [rect.width, rect.height];
  const { size, style } = fieldFontOf(widget, field.dict, height);
  const quadding = file.resolve(entryOf(widget, 'Q') ?? entryOf(field.dict, 'Q'));
  const align = alignments[typeof quadding === 'number' ? quadding : 0] ?? 'left';
  const sheet = typesetField({ text, width, height, size, style, align, baseline: size * baselinePart });
  return importFirstPage(sheet, update, turned).ref;
}

function turnOf(value: unknown): Page['rotation'] {
  return value === 90 || value === 180 || value === 270 ? value : 0;
}
