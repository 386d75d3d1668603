import { hasPlainLook, isShown } from './field-look.ts';
import type { Field } from './form-fields.ts';
import type { Judgement } from './judgement.ts';
import { note, noteShown } from './judgement.ts';

/** What a new signature field and its widget may say; actions, layers and borders are not among it. */
const allowedKeys = new Set(
  'Type Subtype FT T TU TM V F Ff Rect P AP Kids Parent DA DR Q MK H NM M Lock SV StructParent'.split(' '),
);

/** Judges a field that was not there: it may only be for a signature, and shows nothing unless it is signed. */
export function judgeNewField(judgement: Judgement, field: Field): 'allowed' | 'refused' {
  const why = faultOf(judgement, field);
  if (why !== null) {
    note(judgement, 'content', `ô biểu mẫu mới ${field.name}: ${why}`, field.ref.number);
    return 'refused';
  }
  noteSignature(judgement, field);
  return 'allowed';
}

function faultOf(judgement: Judgement, field: Field): string | null {
  const { final } = judgement.comparison;
  if (field.type !== 'Sig') return 'không phải ô chữ ký';
  const keys = [field.dict, ...field.widgets.map(({ dict }) => dict)].flatMap((dict) => [...dict.entries.keys()]);
  const strange = keys.find((key) => !allowedKeys.has(key));
  if (strange !== undefined) return `có /${strange.slice(0, 40)}`;
  if (!field.widgets.every(({ dict }) => hasPlainLook(final, dict))) return 'hình hiển thị khác thường';
  const signature = judgement.signatures.find((one) => one.field.ref.number === field.ref.number);
  if (signature === undefined && isShown(final, field)) return 'hiện ra mà không có chữ ký';
  if (signature?.kind === 'time_stamp' && isShown(final, field)) return 'dấu thời gian mà hiện ra';
  return null;
}

/** Notes that a field was signed, stamped, or made for a signature that is still to come. */
export function noteSignature(judgement: Judgement, field: Field): void {
  const { comparison, signatures } = judgement;
  const signature = signatures.find((one) => one.field.ref.number === field.ref.number);
  if (signature === undefined) note(judgement, 'signature', `${field.name} (chưa ký)`, field.ref.number);
  else if (isShown(comparison.final, field)) noteShown(judgement, signature.kind, field, signature);
  else note(judgement, signature.kind, field.name, field.ref.number);
}
