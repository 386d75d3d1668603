import { createHash } from 'node:crypto';
import type { Certificate } from './certificate.ts';
import { identifier, octets, sequence, tlv } from './der.ts';
import { oid } from './oids.ts';

/** The question about one certificate (RFC 6960); SHA-1 only names issuer and key here, as every responder expects. */
export function ocspRequestOf(certificate: Certificate, issuer: Certificate): Buffer {
  const sha1 = (bytes: Buffer) => octets(createHash('sha1').update(bytes).digest());
  const id = sequence(
    sequence(identifier(oid.sha1), Buffer.from([0x05, 0x00])),
    sha1(certificate.issuerRaw),
    sha1(issuer.keyRaw),
    tlv(0x02, certificate.serialRaw),
  );
  return sequence(sequence(sequence(sequence(id))));
}
