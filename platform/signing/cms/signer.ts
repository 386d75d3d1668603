import { createHash } from 'node:crypto';
import { digestNameOf, readAlgorithm } from '../pki/algorithm-identifier.ts';
import type { Certificate } from '../pki/certificate.ts';
import { octetsIn } from '../pki/der-values.ts';
import { oid } from '../pki/oids.ts';
import { BadDer, elementOf, listOf, membersOf, tags } from '../pki/read-der.ts';
import type { ReadCms } from './read.ts';

/** The certificate that the signature says it was made with, among those that came along; the one named by digest first. */
export function findSigner(cms: ReadCms, more: readonly Certificate[] = []): Certificate | undefined {
  const { signer } = cms;
  const fitting = [...cms.certificates, ...more].filter((one) =>
    'subjectKeyId' in signer
      ? one.subjectKeyId === signer.subjectKeyId
      : one.issuerRaw.equals(signer.issuerRaw) && one.serialRaw.equals(signer.serialRaw),
  );
  return fitting.find((one) => namesCertificate(cms, one)) ?? fitting[0];
}

/** Whether the signed attributes name this very certificate by its digest (RFC 5035), so that no other can take its place. */
export function namesCertificate({ signedValues }: ReadCms, certificate: Certificate): boolean {
  const newer = signedValues.get(oid.signingCertificateV2);
  const older = signedValues.get(oid.signingCertificate);
  const attribute = newer ?? older;
  if (attribute === undefined) return false;
  const named = firstNamed(attribute, newer === undefined ? 'sha1' : 'sha256');
  return named !== null && createHash(named.digest).update(certificate.der).digest().equals(named.hash);
}

/** The first certificate of the attribute is the signer's: ESSCertID, or ESSCertIDv2 which may say another digest. */
function firstNamed(attribute: Buffer, usual: 'sha1' | 'sha256'): { digest: string; hash: Buffer } | null {
  try {
    const [first] = listOf(membersOf(elementOf(attribute)).take(), 50);
    if (first === undefined) return null;
    const members = membersOf(first);
    const algorithm = usual === 'sha1' ? undefined : members.find(tags.sequence);
    const digest = algorithm === undefined ? usual : digestNameOf(readAlgorithm(algorithm));
    const hash = octetsIn(members.take());
    return digest === undefined || digest === 'md5' ? null : { digest, hash };
  } catch (error) {
    if (error instanceof BadDer) return null;
    throw error;
  }
}
