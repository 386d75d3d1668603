import type { Field } from './form-fields.ts';
import { fieldsOf, findForm } from './form-fields.ts';
import { judgeKnownField } from './judge-known-field.ts';
import { judgeNewField } from './judge-new-field.ts';
import type { Judgement } from './judgement.ts';
import { explainIfOnlyAt, note } from './judgement.ts';
import type { PdfFile } from './open-pdf.ts';
import type { PdfDict } from './values.ts';
import { changedKeys, dictValue, entryOf, isKind } from './values.ts';

/** Resources for filling in that a signing program adds where there were none. */
const addable = new Set(['DA', 'DR']);

/**
 * Judges what happened to the form: signature fields may be added and signed, fields that were there filled in (ISO 32000,
 * 12.8.2.2); everything else is a change of content. Gives the numbers of the widgets that may come onto pages with it.
 */
export function judgeForm(judgement: Judgement): Set<number> {
  const { signed, final } = judgement.comparison;
  const [before, after] = [findForm(signed), findForm(final)];
  if (after === null) {
    if (before !== null) note(judgement, 'content', 'biểu mẫu bị bỏ', final.catalogRef.number);
    return new Set();
  }
  judgeEntries(judgement, before ?? dictValue({}), after);
  explainForm(judgement, before);
  return judgeFields(judgement, fieldsOf(signed), fieldsOf(final));
}

function judgeFields(judgement: Judgement, before: readonly Field[], after: readonly Field[]): Set<number> {
  const known = new Map(before.map((field) => [field.ref.number, field]));
  const widgets = new Set<number>();
  for (const field of after) {
    const old = known.get(field.ref.number);
    known.delete(field.ref.number);
    if (old !== undefined) judgeKnownField(judgement, old, field);
    else if (judgeNewField(judgement, field) === 'allowed') {
      for (const widget of field.widgets) widgets.add(widget.ref.number);
    }
  }
  for (const field of known.values()) note(judgement, 'content', `ô biểu mẫu ${field.name} bị bỏ`, field.ref.number);
  return widgets;
}

function judgeEntries(judgement: Judgement, before: PdfDict, after: PdfDict): void {
  const { signed, final } = judgement.comparison;
  // Viewers then draw all fields anew, with whatever the resources hold.
  const isRedrawn = signed.resolve(entryOf(before, 'NeedAppearances')) === true;
  for (const key of changedKeys(before, after)) {
    if (key === 'Fields') continue;
    if (key === 'SigFlags' && keepsFlags(signed, before, after)) continue;
    if (addable.has(key) && entryOf(before, key) === null && !isRedrawn) continue;
    note(judgement, 'content', `biểu mẫu: /${key} đã đổi`, final.catalogRef.number);
  }
}

/** Flags may be set and never taken back (ISO 32000, table 219). */
function keepsFlags(signed: PdfFile, before: PdfDict, after: PdfDict): boolean {
  const old = signed.resolve(entryOf(before, 'SigFlags'));
  const now = entryOf(after, 'SigFlags');
  if (typeof now !== 'number' || now < 0 || now > 3) return false;
  return typeof old !== 'number' || (old & ~now) === 0;
}

/** The form's dictionary and its list of fields may have changed as objects, where they are nothing else besides. */
function explainForm(judgement: Judgement, before: PdfDict | null): void {
  const { signed } = judgement.comparison;
  const place = entryOf(signed.catalog, 'AcroForm');
  const formSlot = `${signed.catalogRef.number}:AcroForm`;
  if (isKind(place, 'ref')) explainIfOnlyAt(judgement, place.number, [formSlot]);
  const list = before === null ? null : entryOf(before, 'Fields');
  const listSlot = isKind(place, 'ref') ? `${place.number}:Fields` : formSlot;
  if (isKind(list, 'ref')) explainIfOnlyAt(judgement, list.number, [listSlot]);
}
