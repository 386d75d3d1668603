import { damaged, pdfLimits, tooComplex } from './bad-pdf.ts';
import type { PdfFile } from './open-pdf.ts';
import { findArray, findDict } from './open-pdf.ts';
import type { PdfDict, PdfRef, PdfValue } from './values.ts';
import { entryOf, isKind, textOf } from './values.ts';

/** A form field that holds a value (ISO 32000, 12.7.4), with the places where it shows. */
export type Field = {
  /** Its full name, parts joined by points. */
  name: string;
  ref: PdfRef;
  dict: PdfDict;
  /** `Tx`, `Btn`, `Ch`, `Sig`, or empty. */
  type: string;
  flags: number;
  /** Its value as it is written; null where it has none. */
  value: PdfValue;
  /** Its widgets; the field itself where both are one object. */
  widgets: { ref: PdfRef; dict: PdfDict }[];
  /** The objects above it in the tree, its own not among them. */
  parents: PdfRef[];
};

/** The field's flag that it cannot be changed by who fills in the form (ISO 32000, table 221). */
export const readOnlyFlag = 1;

/** Whether a field has a value already: text, a choice, a tick. */
export function isFilled(file: PdfFile, field: Field): boolean {
  const value = file.resolve(field.value);
  if (isKind(value, 'string')) return value.bytes.length > 0;
  if (isKind(value, 'name')) return value.text !== 'Off';
  return value !== null && !(isKind(value, 'array') && value.items.length === 0);
}

type Inherited = { name: string; type: string; flags: number; value: PdfValue; parents: PdfRef[] };

/** The form of a file, if it has one. */
export function findForm(file: PdfFile): PdfDict | null {
  return findDict(file, file.catalog, 'AcroForm');
}

/** All fields of a file's form; each object may be in the tree once. */
export function fieldsOf(file: PdfFile): Field[] {
  const form = findForm(file);
  const roots = form === null ? null : findArray(file, form, 'Fields');
  const found = { fields: [] as Field[], seen: new Set<number>() };
  const above: Inherited = { name: '', type: '', flags: 0, value: null, parents: [] };
  for (const root of roots?.items ?? []) visit(file, root, above, found);
  return found.fields;
}

function visit(file: PdfFile, value: PdfValue, above: Inherited, found: { fields: Field[]; seen: Set<number> }): void {
  if (!isKind(value, 'ref')) damaged('a form field that is no object of its own');
  const dict = requireOnce(file, value, found.seen);
  if (dict === null) return;
  if (above.parents.length > pdfLimits.depth || found.fields.length >= pdfLimits.fields) tooComplex('too many fields');
  const own = inheritedBy(file, dict, above);
  const kids = findArray(file, dict, 'Kids')?.items ?? [];
  const kidDicts = kids.map((kid) => file.resolve(kid));
  // A child with a name of its own is a field; one without is a place where this field shows.
  if (kidDicts.some((kid) => isKind(kid, 'dict') && entryOf(kid, 'T') !== null)) {
    const parents = [...above.parents, value];
    for (const kid of kids) visit(file, kid, { ...own, parents }, found);
    return;
  }
  const widgets = kids.length === 0 ? [{ ref: value, dict }] : widgetsOf(file, kids, found.seen);
  found.fields.push({ ...own, ref: value, dict, widgets });
}

function requireOnce(file: PdfFile, ref: PdfRef, seen: Set<number>): PdfDict | null {
  if (seen.has(ref.number)) damaged(`field ${ref.number} is twice in the form`);
  seen.add(ref.number);
  const dict = file.resolve(ref);
  return isKind(dict, 'dict') ? dict : null;
}

function widgetsOf(file: PdfFile, kids: readonly PdfValue[], seen: Set<number>): Field['widgets'] {
  return kids.flatMap((kid) => {
    if (!isKind(kid, 'ref')) damaged('a widget that is no object of its own');
    const dict = requireOnce(file, kid, seen);
    return dict === null ? [] : [{ ref: kid, dict }];
  });
}

function inheritedBy(file: PdfFile, dict: PdfDict, above: Inherited): Inherited {
  const part = file.resolve(entryOf(dict, 'T'));
  const type = file.resolve(entryOf(dict, 'FT'));
  const flags = file.resolve(entryOf(dict, 'Ff'));
  const partText = isKind(part, 'string') ? textOf(part) : '';
  return {
    name: [above.name, partText].filter((text) => text !== '').join('.'),
    type: isKind(type, 'name') ? type.text : above.type,
    flags: typeof flags === 'number' ? flags : above.flags,
    value: entryOf(dict, 'V') ?? above.value,
    parents: above.parents,
  };
}
