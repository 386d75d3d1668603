import type { LaterChange } from '../report.ts';
import type { Comparison } from './compare-savings.ts';
import { placeOf } from './compare-savings.ts';
import type { Field } from './form-fields.ts';
import type { PdfSignature } from './read-signatures.ts';

/** A change with where in the file it was made, and the signature that made it. */
export type FoundChange = LaterChange & {
  place: number;
  /** The field, where the change draws something on a page. */
  field?: Field;
  /** The later signature that draws it: only its signer answers for that. */
  drawnBy?: PdfSignature;
};

/** What is found while the changes after a signature are judged, and which changed objects they account for. */
export type Judgement = {
  comparison: Comparison;
  /** The signature after which the changes were made. */
  signature: PdfSignature;
  /** The signatures that the file has now. */
  signatures: readonly PdfSignature[];
  changes: FoundChange[];
  explained: Set<number>;
};

/** Notes a change of an object. */
export function note(judgement: Judgement, kind: LaterChange['kind'], what: string, number: number): void {
  judgement.changes.push({ kind, what, place: placeOf(judgement.comparison.final, number) });
}

/** Notes a change of a field that shows on a page. */
export function noteShown(
  judgement: Judgement,
  kind: LaterChange['kind'],
  field: Field,
  drawnBy: PdfSignature | undefined,
): void {
  const place = placeOf(judgement.comparison.final, field.ref.number);
  judgement.changes.push({ kind, what: field.name, place, field, ...(drawnBy && { drawnBy }) });
}

/** Accounts for a changed object that is only named from these slots; elsewhere its change would mean something else. */
export function explainIfOnlyAt(judgement: Judgement, number: number, slots: readonly string[]): void {
  const known = judgement.comparison.references.slots.get(number);
  if (known !== undefined && [...known].every((slot) => slots.includes(slot))) judgement.explained.add(number);
}
