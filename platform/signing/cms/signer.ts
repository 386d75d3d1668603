import { createHash } from 'node:crypto';
import * as asn1 from 'asn1js';
import { arrayOf, type Certificate } from '../pki/certificate.ts';
import { digestNames, oid } from '../pki/oids.ts';
import type { ReadCms } from './read.ts';

/** The certificate that the signature says it was made with, among those that came along. */
export function findSigner(cms: ReadCms, more: readonly Certificate[] = []): Certificate | undefined {
  const { signer } = cms;
  return [...cms.certificates, ...more].find((one) =>
    'subjectKeyId' in signer
      ? one.subjectKeyId === signer.subjectKeyId
      : one.issuerRaw.equals(signer.issuerRaw) && one.serialRaw.equals(signer.serialRaw),
  );
}

/** Whether the signed attributes name this very certificate by its digest (RFC 5035), so that no other can take its place. */
export function namesCertificate(cms: ReadCms, certificate: Certificate): boolean {
  const [newer, older] = [cms.signedValues.get(oid.signingCertificateV2), cms.signedValues.get(oid.signingCertificate)];
  if (newer !== undefined) return firstHash(newer, 'sha256').some((one) => isOf(one, certificate));
  if (older !== undefined) return firstHash(older, 'sha1').some((one) => isOf(one, certificate));
  return false;
}

type Named = { digest: string; hash: Buffer };

function isOf({ digest, hash }: Named, certificate: Certificate): boolean {
  return createHash(digest).update(certificate.der).digest().equals(hash);
}

/** The first certificate of the attribute is the signer's: ESSCertID or ESSCertIDv2. */
function firstHash(attribute: Buffer, usual: 'sha1' | 'sha256'): Named[] {
  const { result, offset } = asn1.fromBER(arrayOf(attribute));
  if (offset === -1) return [];
  const first = memberOf(memberOf(result, 0), 0);
  const head = memberOf(first, 0);
  if (head instanceof asn1.OctetString) return [{ digest: usual, hash: bytesOf(head) }];
  const name = memberOf(head, 0);
  const hash = memberOf(first, 1);
  if (!(name instanceof asn1.ObjectIdentifier) || !(hash instanceof asn1.OctetString)) return [];
  const digest = digestNames[name.valueBlock.toString()];
  return digest === undefined || digest === 'md5' ? [] : [{ digest, hash: bytesOf(hash) }];
}

function memberOf(value: unknown, index: number): unknown {
  return value instanceof asn1.Sequence ? value.valueBlock.value[index] : undefined;
}

function bytesOf(value: asn1.OctetString): Buffer {
  return Buffer.from(value.valueBlock.valueHexView);
}
