import { PdfRefused } from './pdf-refused.ts';
import type { PreparedPdf } from './prepare-pdf.ts';
import { digestAround } from './signature-dictionary.ts';

/** Puts the signature (CMS) or the time-stamp token, as DER, into the hole of a prepared PDF. */
export function sealPdf(prepared: PreparedPdf, cms: Uint8Array): Buffer {
  const { bytes, contentsAt, contentsBytes, digest } = prepared;
  const behind = contentsAt + contentsBytes * 2 + 2;
  const isHole =
    Number.isSafeInteger(contentsAt) && contentsAt > 0 && bytes[contentsAt] === 0x3c && bytes[behind - 1] === 0x3e;
  if (!isHole || !digestAround(bytes, contentsAt, behind).equals(digest)) throw new PdfRefused('not_prepared');
  if (cms.length === 0 || cms.length > contentsBytes) throw new PdfRefused('too_large', `${cms.length} bytes`);
  const sealed = Buffer.from(bytes);
  sealed.fill('0', contentsAt + 1, behind - 1, 'latin1');
  sealed.write(Buffer.from(cms).toString('hex'), contentsAt + 1, 'latin1');
  return sealed;
}
