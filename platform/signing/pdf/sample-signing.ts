import { sign } from 'node:crypto';
import { cmsOf, signatureValueImprint, signedAttributesOf } from '../cms/build.ts';
import type { Certificate } from '../pki/certificate.ts';
import type { PreparedPdf, SigningWish } from './prepare-pdf.ts';
import { preparePdf } from './prepare-pdf.ts';
import { sealPdf } from './seal-pdf.ts';

/** Who signs samples: a certificate with its key, and the authorities above. */
export type SampleSigner = { certificate: Certificate; keyPem: string; chain: readonly Certificate[] };

/** Where samples get their time stamps; none without it. */
export type SampleStamp = (imprint: Buffer) => Promise<Buffer>;

/** A prepared PDF signed as the platform does it; for trying the checks. */
export async function sealedSample(prepared: PreparedPdf, signer: SampleSigner, stamp?: SampleStamp): Promise<Buffer> {
  const { certificate, keyPem, chain } = signer;
  const attributes = signedAttributesOf({ messageDigest: prepared.digest, certificate });
  const signature = sign('sha256', attributes, keyPem);
  const timeStamp = await stamp?.(signatureValueImprint(signature));
  return sealPdf(prepared, cmsOf({ attributes, signature, certificate, chain, ...(timeStamp && { timeStamp }) }));
}

/** A PDF signed in one go; for trying the checks. */
export function signedSample(
  bytes: Buffer,
  wish: Partial<SigningWish> & Pick<SigningWish, 'now'>,
  signer: SampleSigner,
  stamp?: SampleStamp,
): Promise<Buffer> {
  const said = { signerName: signer.certificate.commonName, reason: 'Ký duyệt', location: 'Thử Nghiệm' };
  return sealedSample(preparePdf(bytes, { ...said, ...wish }), signer, stamp);
}
