import { hasPlainLook } from './field-look.ts';
import type { Field } from './form-fields.ts';
import { fillingFault } from './judge-filling.ts';
import { noteSignature } from './judge-new-field.ts';
import type { Judgement } from './judgement.ts';
import { explainIfOnlyAt, note, noteShown } from './judgement.ts';
import { findDict } from './open-pdf.ts';
import type { PdfDict } from './values.ts';
import { changedKeys, entryOf, isKind } from './values.ts';

const signingKeys = new Set(['V', 'AP', 'M']);

/** Judges a field that was there: an empty signature field may be signed, another one filled in. */
export function judgeKnownField(judgement: Judgement, before: Field, after: Field): void {
  const { comparison } = judgement;
  const looks = changedLooks(judgement, before);
  const keys = changedBetween(before, after);
  if (keys !== null && keys.size === 0 && looks.length === 0) return;
  const faultOf = before.type === 'Sig' ? signingFault : fillingFault;
  const why = keys === null ? 'cấu trúc đã đổi' : faultOf(judgement, before, { after, keys });
  for (const { ref } of [before, ...before.widgets]) {
    if (comparison.changed.has(ref.number)) judgement.explained.add(ref.number);
  }
  if (why !== null) {
    note(judgement, 'content', `ô biểu mẫu ${before.name}: ${why}`, after.ref.number);
    return;
  }
  for (const { number, slot } of looks) explainIfOnlyAt(judgement, number, [slot]);
  if (before.type === 'Sig') noteSignature(judgement, after);
  else noteShown(judgement, 'form_field', after, undefined);
}

/** The entries that differ in the field or one of its widgets; null where it is put together otherwise. */
function changedBetween(before: Field, after: Field): Set<string> | null {
  const numbers = (field: Field): string =>
    [field.ref, ...field.parents, ...field.widgets.map(({ ref }) => ref)].map((ref) => ref.number).join(' ');
  if (before.name !== after.name || before.type !== after.type || numbers(before) !== numbers(after)) return null;
  const keys = new Set(changedKeys(before.dict, after.dict));
  before.widgets.forEach(({ dict }, i) => {
    const now = after.widgets[i]?.dict;
    if (now !== undefined) for (const key of changedKeys(dict, now)) keys.add(key);
  });
  return keys;
}

function signingFault(
  judgement: Judgement,
  before: Field,
  now: { after: Field; keys: ReadonlySet<string> },
): string | null {
  const { after, keys } = now;
  const strange = [...keys].find((key) => !signingKeys.has(key));
  if (strange !== undefined) return `/${strange.slice(0, 40)} đã đổi`;
  if (before.value !== null) return 'chữ ký trước đó bị thay';
  const isPlain = after.widgets.every(({ dict }) => hasPlainLook(judgement.comparison.final, dict));
  if (!isPlain) return 'hình hiển thị khác thường';
  return judgement.signatures.some((one) => one.field.ref.number === after.ref.number) ? null : 'không phải chữ ký';
}

/** Streams of the field's appearance that were written anew under their old number. */
function changedLooks({ comparison }: Judgement, field: Field): { number: number; slot: string }[] {
  return field.widgets.flatMap(({ ref, dict }) => {
    const look = entryOf(dict, 'AP');
    return looksOf(isKind(look, 'ref') ? null : findDict(comparison.signed, dict, 'AP'))
      .filter((number) => comparison.changed.has(number))
      .map((number) => ({ number, slot: `${ref.number}:AP` }));
  });
}

function looksOf(look: PdfDict | null): number[] {
  return [...(look?.entries.values() ?? [])].flatMap((entry) => {
    if (isKind(entry, 'ref')) return [entry.number];
    return isKind(entry, 'dict') ? looksOf(entry) : [];
  });
}
