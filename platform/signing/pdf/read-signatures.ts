import type { Field } from './form-fields.ts';
import { fieldsOf } from './form-fields.ts';
import type { PdfFile } from './open-pdf.ts';
import { findName } from './open-pdf.ts';
import { instantOf } from './pdf-date.ts';
import type { PdfDict, PdfString } from './values.ts';
import { entryOf, isKind, textOf } from './values.ts';

/** A signature or a document time stamp as a file names it; nothing of it is checked yet. */
export type PdfSignature = {
  fieldName: string;
  field: Field;
  dict: PdfDict;
  kind: 'signature' | 'time_stamp';
  subFilter: string;
  /** The CMS or the token with what fills up its hole; null where it is not written directly in the dictionary. */
  contents: PdfString | null;
  /** Empty where it is not written directly in the dictionary as four whole numbers. */
  byteRange: number[];
  claimedAt: Date | null;
  signerName: string;
  reason: string;
  location: string;
};

/** The signatures and document time stamps of a file in the order in which they were made. */
export function readSignatures(file: PdfFile): PdfSignature[] {
  const signatures = fieldsOf(file).flatMap((field) => {
    const dict = field.type === 'Sig' ? file.resolve(field.value) : null;
    return isKind(dict, 'dict') ? [signatureOf(file, field, dict)] : [];
  });
  return signatures.toSorted((one, other) => coveredEnd(one) - coveredEnd(other));
}

/** The byte behind what a signature says that it covers. */
export function coveredEnd({ byteRange }: PdfSignature): number {
  return (byteRange[2] ?? 0) + (byteRange[3] ?? 0);
}

function signatureOf(file: PdfFile, field: Field, dict: PdfDict): PdfSignature {
  const text = (key: string): string => {
    const value = file.resolve(entryOf(dict, key));
    return isKind(value, 'string') ? textOf(value) : '';
  };
  const contents = entryOf(dict, 'Contents');
  const range = entryOf(dict, 'ByteRange');
  const numbers = isKind(range, 'array') ? range.items : [];
  const isWhole = (item: unknown): item is number =>
    typeof item === 'number' && Number.isSafeInteger(item) && item >= 0;
  const subFilter = findName(file, dict, 'SubFilter') ?? '';
  return {
    fieldName: field.name,
    field,
    dict,
    kind: subFilter === 'ETSI.RFC3161' ? 'time_stamp' : 'signature',
    subFilter,
    contents: isKind(contents, 'string') ? contents : null,
    byteRange: numbers.length === 4 && numbers.every(isWhole) ? numbers : [],
    claimedAt: instantOf(text('M')),
    signerName: text('Name'),
    reason: text('Reason'),
    location: text('Location'),
  };
}
