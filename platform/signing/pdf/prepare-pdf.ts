import type { Update } from './append-update.ts';
import { beginUpdate, replaceObject, reserveObject } from './append-update.ts';
import { certificationOf } from './certification.ts';
import type { Appearance } from './draw-appearance.ts';
import { changeCatalog } from './grow-form.ts';
import { openPdf } from './open-pdf.ts';
import { pdfDateOf } from './pdf-date.ts';
import { PdfRefused } from './pdf-refused.ts';
import { readSignatures } from './read-signatures.ts';
import { openSignature, prepareHole } from './signature-dictionary.ts';
import { addSignatureField } from './signature-field.ts';
import type { PdfDict } from './values.ts';
import { arrayValue, dictValue, nameValue, textValue } from './values.ts';

/** A PDF with a hole for the signature; plain data, so that it can wait in a table until the signer has signed. */
export type PreparedPdf = {
  bytes: Buffer;
  /** The byte of the `<` before the hole. */
  contentsAt: number;
  /** How many bytes the signature may have at most. */
  contentsBytes: number;
  /** The SHA-256 of everything but the hole: the content's digest in the signed attributes. */
  digest: Buffer;
};

/** What a signature shall say and how it shall show. */
export type SigningWish = {
  /** The name of its field; a number is put behind it where the name is taken. */
  fieldName?: string;
  now: Date;
  signerName: string;
  reason: string;
  location: string;
  /** Nothing is shown without it. */
  appearance?: Appearance | undefined;
  /** Certifies the document: afterwards only fields may be filled in and signatures added. Only for the first signature. */
  lock?: 'form_filling';
  /** The room for the signature with its chain and time stamp, 24 kB if nothing is said. */
  contentsBytes?: number;
};

const usualRoom = 24 * 1024;

/**
 * Appends a signature field with a hole for the signature (ETSI EN 319 142-1, baseline): what was there before, earlier
 * signatures too, stays to the last byte.
 */
export function preparePdf(bytes: Buffer, wish: SigningWish): PreparedPdf {
  const room = wish.contentsBytes ?? usualRoom;
  const update = beginUpdate(openPdf(bytes));
  requireSignable(update, wish);
  const signature = reserveObject(update);
  replaceObject(update, signature, openSignature(signatureDict(wish), room));
  if (wish.lock !== undefined) changeCatalog(update, { Perms: dictValue({ DocMDP: signature }) });
  addSignatureField(update, wish.fieldName ?? 'ChuKy', signature, wish.appearance);
  return prepareHole(update, signature, room);
}

function requireSignable({ file }: Update, wish: SigningWish): void {
  if (certificationOf(file) === 1) throw new PdfRefused('locked', 'certified without changes');
  const isSigned = readSignatures(file).length > 0;
  if (wish.lock !== undefined && isSigned) throw new PdfRefused('already_signed', 'only the first signature certifies');
}

function signatureDict(wish: SigningWish): PdfDict {
  return dictValue({
    Type: nameValue('Sig'),
    Filter: nameValue('Adobe.PPKLite'),
    SubFilter: nameValue('ETSI.CAdES.detached'),
    M: textValue(pdfDateOf(wish.now)),
    Name: textValue(wish.signerName),
    Reason: wish.reason === '' ? null : textValue(wish.reason),
    Location: wish.location === '' ? null : textValue(wish.location),
    Reference: wish.lock === undefined ? null : arrayValue([certifyingReference()]),
  });
}

/** Filling in and signing stay allowed: P is 2 (ISO 32000, table 254). */
function certifyingReference(): PdfDict {
  return dictValue({
    Type: nameValue('SigRef'),
    TransformMethod: nameValue('DocMDP'),
    TransformParams: dictValue({ Type: nameValue('TransformParams'), P: 2, V: nameValue('1.2') }),
  });
}
