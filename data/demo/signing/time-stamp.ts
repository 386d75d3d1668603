import { createHash, sign } from 'node:crypto';
import { identifier, octets, sequence, setOf, smallInteger, time, tlv } from '@cuaso/platform/signing/pki/der.ts';
import { oid } from '@cuaso/platform/signing/pki/oids.ts';
import type { Issuer } from './authority.ts';
import {
  failureBits,
  readTimeStampRequest,
  type TimeStampFailure,
  type TimeStampRequest,
} from './read-time-stamp-request.ts';
import { bitsOf, generalTime, integerOf, sha256Algorithm, sha256WithRsa } from './x509-parts.ts';

/** Who gives time stamps: its certificate and key, and the parts by which a signature names the certificate. */
export type TimeStampAuthority = Issuer & { issuedBy: Buffer; serial: Buffer };

// Below the number that RFC 5612 keeps for examples in documents.
const policy = identifier('1.3.6.1.4.1.32473.1.1');
const [granted, rejection] = [0, 2];

/** The answer to a request for a time stamp (RFC 3161, section 2.4.2): the token, or why there is none. */
export function answerTimeStamp(
  authority: TimeStampAuthority,
  request: Buffer,
  now: Date,
  random: (bytes: number) => Uint8Array,
): Buffer {
  const read = readTimeStampRequest(request);
  if (typeof read === 'string') return refusalOf(read);
  if (read.policy !== undefined && !read.policy.equals(policy)) return refusalOf('unacceptedPolicy');
  return sequence(sequence(smallInteger(granted)), tokenOf(authority, read, now, random));
}

/** The answer that there is no time stamp. */
export function refusalOf(failure: TimeStampFailure): Buffer {
  const bit = failureBits[failure];
  const bits = Buffer.alloc((bit >> 3) + 1);
  bits[bit >> 3] = 0x80 >> (bit & 7);
  return sequence(sequence(smallInteger(rejection), bitsOf(bits, 7 - (bit & 7))));
}

function tokenOf(
  authority: TimeStampAuthority,
  { imprint, nonce, wantsCertificate }: TimeStampRequest,
  now: Date,
  random: (bytes: number) => Uint8Array,
): Buffer {
  const [serial, accuracy] = [integerOf(random(16)), sequence(smallInteger(1))];
  const info = sequence(
    smallInteger(1),
    policy,
    imprint,
    serial,
    generalTime(now),
    accuracy,
    ...(nonce === undefined ? [] : [nonce]),
  );
  const certificates = wantsCertificate ? [tlv(0xa0, authority.certificate)] : [];
  const signedData = sequence(
    smallInteger(3),
    setOf(sha256Algorithm),
    sequence(identifier(oid.timeStampInfo), tlv(0xa0, octets(info))),
    ...certificates,
    setOf(signerOf(authority, info, now)),
  );
  return sequence(identifier(oid.signedData), tlv(0xa0, signedData));
}

/** SignerInfo (RFC 5652, section 5.3) with the certificate named by its digest (RFC 5816). */
function signerOf(authority: TimeStampAuthority, info: Buffer, now: Date): Buffer {
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
  const named = sequence(sequence(sequence(octets(sha256(authority.certificate)))));
  const attributes = [
    attribute(oid.contentType, identifier(oid.timeStampInfo)),
    attribute(oid.signingTime, time(now)),
    attribute(oid.messageDigest, octets(sha256(info))),
    attribute(oid.signingCertificateV2, named),
  ];
  // Signed as a SET, sent with the tag of its place (RFC 5652, section 5.4).
  const toBeSigned = setOf(...attributes);
  const sent = Buffer.concat([Buffer.from([0xa0]), toBeSigned.subarray(1)]);
  return sequence(
    smallInteger(1),
    sequence(authority.issuedBy, integerOf(authority.serial)),
    sha256Algorithm,
    sent,
    sha256WithRsa,
    octets(sign('sha256', toBeSigned, authority.key)),
  );
}

function attribute(id: string, value: Buffer): Buffer {
  return sequence(identifier(id), setOf(value));
}
