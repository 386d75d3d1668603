import { createHash, constants, publicDecrypt, verify } from 'node:crypto';
import type { Certificate } from '../pki/certificate.ts';
import { identifier, octets, sequence, setOf, smallInteger, time, tlv } from '../pki/der.ts';
import { oid } from '../pki/oids.ts';

/** What is said under a signature beside the content's digest. */
export type AttributesToSign = {
  /** SHA-256 of the content. */
  messageDigest: Buffer;
  certificate: Certificate;
  /** CAdES says it here; PAdES says it in the signature dictionary and not here (EN 319 142-1, section 6.3). */
  signingTime?: Date;
};

/** The signed attributes as DER SET, exactly what is hashed (RFC 5652, section 5.4; RFC 5035; EN 319 122-1). */
export function signedAttributesOf({ messageDigest, certificate, signingTime }: AttributesToSign): Buffer {
  const attributes = [
    attribute(oid.contentType, identifier(oid.data)),
    attribute(oid.messageDigest, octets(messageDigest)),
    namedCertificate(certificate),
    ...(signingTime === undefined ? [] : [attribute(oid.signingTime, time(signingTime))]),
  ];
  return setOf(...attributes);
}

/** What is signed at last. */
export function digestOfAttributes(attributes: Buffer): Buffer {
  return createHash('sha256').update(attributes).digest();
}

/** A signature with what belongs to it. */
export type CmsParts = {
  attributes: Buffer;
  /** RSASSA-PKCS1-v1_5 over the attributes. */
  signature: Buffer;
  certificate: Certificate;
  /** The authorities above the signer, as far as they are to travel along. */
  chain: readonly Certificate[];
  /** A time stamp over the signature value (RFC 3161). */
  timeStamp?: Buffer;
  /** The content itself, for an enveloping signature; detached without it. */
  content?: Buffer;
};

/** A signature as ContentInfo with SignedData (RFC 5652, version 1). */
export function cmsOf(parts: CmsParts): Buffer {
  const { attributes, signature, certificate, chain, timeStamp, content } = parts;
  const certificates = [...new Map([certificate, ...chain].map((one) => [one.fingerprint, one.der])).values()];
  const unsigned = timeStamp === undefined ? [] : [tlv(0xa1, attribute(oid.signatureTimeStamp, timeStamp))];
  const signerInfo = sequence(
    smallInteger(1),
    sequence(certificate.issuerRaw, tlv(0x02, certificate.serialRaw)),
    sha256Algorithm,
    retagged(attributes),
    sequence(identifier(oid.rsaEncryption), nothing),
    octets(signature),
    ...unsigned,
  );
  const signedData = sequence(
    smallInteger(1),
    setOf(sha256Algorithm),
    sequence(identifier(oid.data), ...(content === undefined ? [] : [tlv(0xa0, octets(content))])),
    tlv(0xa0, ...certificates.toSorted(Buffer.compare)),
    setOf(signerInfo),
  );
  return sequence(identifier(oid.signedData), tlv(0xa0, signedData));
}

/** What a time stamp of a signature stamps: the SHA-256 of its value. */
export function signatureValueImprint(signature: Buffer): Buffer {
  return createHash('sha256').update(signature).digest();
}

/** Whether the certificate's key made this value over these attributes (RSASSA-PKCS1-v1_5, SHA-256). */
export function verifyAttributes(certificate: Certificate, attributes: Buffer, signature: Buffer): boolean {
  if (!isOfLength(certificate, signature)) return false;
  try {
    return verify('sha256', attributes, certificate.publicKey, signature);
  } catch {
    return false;
  }
}

/** The same for whoever has only the digest of the attributes: the padding must be exactly the one of RFC 8017, section 9.2. */
export function verifyValue(certificate: Certificate, digest: Buffer, signature: Buffer): boolean {
  if (digest.length !== 32 || !isOfLength(certificate, signature)) return false;
  try {
    const key = { key: certificate.publicKey, padding: constants.RSA_NO_PADDING };
    return publicDecrypt(key, signature).equals(paddedDigest(digest, signature.length));
  } catch {
    return false;
  }
}

function isOfLength({ keyType, keyBits }: Certificate, signature: Buffer): boolean {
  return keyType === 'rsa' && signature.length === Math.ceil(keyBits / 8);
}

function paddedDigest(digest: Buffer, length: number): Buffer {
  const info = Buffer.concat([digestInfo, digest]);
  const filling = Buffer.alloc(length - info.length - 3, 0xff);
  return Buffer.concat([Buffer.from([0, 1]), filling, Buffer.from([0]), info]);
}

const nothing = Buffer.from([0x05, 0x00]);
const sha256Algorithm = sequence(identifier(oid.sha256), nothing);
/** DigestInfo of SHA-256 before the digest itself. */
export const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** An attribute with one value. */
export function attribute(type: string, value: Buffer): Buffer {
  return sequence(identifier(type), setOf(value));
}

/** Which certificate signs: its SHA-256 (the default algorithm, left out), issuer and serial number (RFC 5035). */
function namedCertificate(certificate: Certificate): Buffer {
  const held = named.get(certificate);
  if (held !== undefined) return held;
  const hash = octets(Buffer.from(certificate.fingerprint, 'hex'));
  const issuerSerial = sequence(sequence(tlv(0xa4, certificate.issuerRaw)), tlv(0x02, certificate.serialRaw));
  const made = attribute(oid.signingCertificateV2, sequence(sequence(sequence(hash, issuerSerial))));
  named.set(certificate, made);
  return made;
}

/** An agency seals all day with one certificate. */
const named = new WeakMap<Certificate, Buffer>();

/** Inside the signer's info the attributes are [0] IMPLICIT; what is hashed is the SET. */
function retagged(attributes: Buffer): Buffer {
  const copy = Buffer.from(attributes);
  copy[0] = 0xa0;
  return copy;
}
