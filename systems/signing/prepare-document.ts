import type { Context } from '@cuaso/platform/operations/context.ts';
import { readFile } from '@cuaso/platform/files/read-file.ts';
import { digestOfAttributes, signedAttributesOf } from '@cuaso/platform/signing/cms/build.ts';
import { BadPdf } from '@cuaso/platform/signing/pdf/bad-pdf.ts';
import { type PreparedPdf, preparePdf } from '@cuaso/platform/signing/pdf/prepare-pdf.ts';
import type { SigningRole, ToSign } from '@cuaso/platform/signing/purpose.ts';
import { PdfRefused } from '@cuaso/platform/signing/pdf/pdf-refused.ts';
import { appearanceOf } from './appearance-of.ts';
import { refuse } from './refusals.ts';
import { parsedCertificate, type StoredCertificate } from './stored-certificate.ts';

/** Where the signature goes into the prepared bytes; kept beside them until the signature comes. */
export type PreparedParts = Omit<PreparedPdf, 'bytes' | 'digest'> & { digest: string };

/** A document whose bytes are fixed but for the signature, and the digest that is to be signed. */
export type Prepared = { bytes: Buffer; parts: PreparedParts; attributes: Buffer; digest: Buffer };

/** Prepares a PDF for the signature of this certificate: appearance, place, signed attributes. */
export async function prepareDocument(
  ctx: Context,
  toSign: ToSign,
  certificate: StoredCertificate,
  role: SigningRole,
): Promise<Prepared> {
  const image = certificate.imageFileId === null ? undefined : (await readFile(ctx, certificate.imageFileId)).bytes;
  const { bytes, ...parts } = preparedPdf(ctx, toSign, { certificate, role, image });
  const attributes = signedAttributesOf({
    messageDigest: parts.digest,
    certificate: parsedCertificate(ctx, certificate.der),
  });
  return {
    bytes,
    parts: { ...parts, digest: parts.digest.toString('base64') },
    attributes,
    digest: digestOfAttributes(attributes),
  };
}

type Look = { certificate: StoredCertificate; role: SigningRole; image: Buffer | undefined };

function preparedPdf(ctx: Context, toSign: ToSign, { certificate, role, image }: Look): PreparedPdf {
  try {
    return preparePdf(toSign.bytes, {
      now: ctx.now,
      signerName: certificate.holderName,
      reason: toSign.reason,
      location: toSign.location,
      appearance: appearanceOf(toSign, { role, image, signerName: certificate.holderName, now: ctx.now }),
      ...(toSign.allowsFilling === 'form_filling' && { lock: 'form_filling' as const }),
    });
  } catch (error) {
    if (error instanceof BadPdf || error instanceof PdfRefused) refuse('pdf_unusable');
    throw error;
  }
}
