import { createHash } from 'node:crypto';
import type { Update } from './append-update.ts';
import { appendUpdate } from './append-update.ts';
import type { PreparedPdf } from './prepare-pdf.ts';
import type { PdfDict, PdfRef } from './values.ts';
import { writtenValue } from './write-value.ts';

const rangePlace = ' '.repeat(48);
const beforeRange = '<</ByteRange [';
const beforeContents = ']\n/Contents ';

/** The body of a signature dictionary whose byte range and contents are filled in later; they stand in front. */
export function openSignature(dict: PdfDict, contentsBytes: number): Buffer {
  const hole = Buffer.alloc(contentsBytes * 2, '0');
  const head = Buffer.from(`${beforeRange}${rangePlace}${beforeContents}<`);
  return Buffer.concat([head, hole, Buffer.from('>\n'), writtenValue(dict).subarray(2)]);
}

/** Appends an update with such a dictionary and fills in its byte range: from the beginning to the end without the hole. */
export function prepareHole(update: Update, signature: PdfRef, contentsBytes: number): PreparedPdf {
  const { bytes, bodiesAt } = appendUpdate(update);
  const rangeAt = (bodiesAt.get(signature.number) ?? 0) + beforeRange.length;
  const contentsAt = rangeAt + rangePlace.length + beforeContents.length;
  const behind = contentsAt + contentsBytes * 2 + 2;
  bytes.write(`0 ${contentsAt} ${behind} ${bytes.length - behind}`, rangeAt, 'latin1');
  return { bytes, contentsAt, contentsBytes, digest: digestAround(bytes, contentsAt, behind) };
}

/** The SHA-256 of bytes without those between two places. */
export function digestAround(bytes: Buffer, from: number, to: number): Buffer {
  return createHash('sha256').update(bytes.subarray(0, from)).update(bytes.subarray(to)).digest();
}
