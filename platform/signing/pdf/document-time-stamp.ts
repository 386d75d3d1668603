import { addObject, beginUpdate } from './append-update.ts';
import { openPdf } from './open-pdf.ts';
import { pdfDateOf } from './pdf-date.ts';
import type { PreparedPdf } from './prepare-pdf.ts';
import { openSignature, prepareHole } from './signature-dictionary.ts';
import { addSignatureField } from './signature-field.ts';
import { dictValue, nameValue, textValue } from './values.ts';

const room = 12 * 1024;

/**
 * Appends a document time stamp with a hole for its token (ETSI EN 319 142-1, 5.5): the token's imprint is the digest. It
 * proves that everything before existed, which raises a signature from B-B to B-T.
 */
export function prepareDocumentTimeStamp(bytes: Buffer, now: Date): PreparedPdf {
  const update = beginUpdate(openPdf(bytes));
  const dict = dictValue({
    Type: nameValue('DocTimeStamp'),
    Filter: nameValue('Adobe.PPKLite'),
    SubFilter: nameValue('ETSI.RFC3161'),
    M: textValue(pdfDateOf(now)),
  });
  const stamp = addObject(update, openSignature(dict, room));
  addSignatureField(update, 'DauThoiGian', stamp, undefined);
  return prepareHole(update, stamp, room);
}
