import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { readAlgorithm } from './algorithm-identifier.ts';
import { type CertificateExtensions, certificateExtensions, readExtensions } from './certificate-extensions.ts';
import { instantIn, integerIn, wholeBitsIn } from './der-values.ts';
import { lineOf, partOf, readName } from './distinguished-name.ts';
import { around, BadDer, elementOf, type Element, inPlace, insideOf, membersOf, tags } from './read-der.ts';
import type { SignedBytes } from './verify-signature.ts';

/** What is given as a certificate is none. */
export class BadCertificate extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(`not a certificate: ${detail}`, options);
    this.name = 'BadCertificate';
  }
}

/** A certificate (X.509, RFC 5280) as the engine works with it. */
export type Certificate = CertificateExtensions & {
  der: Buffer;
  /** SHA-256 of the bytes, hex. */
  fingerprint: string;
  /** Upper-case hex without leading zeros. */
  serial: string;
  /** On one line, the most specific part first: "CN=…, O=…, C=VN". */
  subject: string;
  commonName: string;
  organisation: string;
  /** Of the name, otherwise the first among the alternative names. */
  email: string;
  issuer: string;
  subjectRaw: Buffer;
  issuerRaw: Buffer;
  serialRaw: Buffer;
  notBefore: Date;
  notAfter: Date;
  publicKey: KeyObject;
  /** RSA for any padding, RSA for PSS alone, elliptic curve. */
  keyType: 'rsa' | 'pss' | 'ec' | 'other';
  /** Length of the modulus or of the named curve; 0 for a key that the engine does not know. */
  keyBits: number;
  /** The public key without its algorithm, which OCSP hashes (RFC 6960, section 4.1.1). */
  keyRaw: Buffer;
  /** What the issuer signed, its algorithm and value. */
  signed: SignedBytes;
};

const maxBytes = 64 * 1024;
/** Certificates of authorities come with every signature; the same bytes need no second reading. */
const rememberedCount = 2000;
const rememberedBytes = 8 * 1024;
const remembered = new Map<string, Certificate>();

/** Reads a certificate from DER, or the first one of a PEM text; throws `BadCertificate` for anything else. */
export function certificateOf(bytes: Uint8Array | string): Certificate {
  const der = derOf(bytes);
  if (der.length > maxBytes) throw new BadCertificate('too large');
  const fingerprint = createHash('sha256').update(der).digest('hex');
  const held = remembered.get(fingerprint);
  if (held !== undefined) return held;
  try {
    const certificate = read(Buffer.from(der), fingerprint);
    if (remembered.size >= rememberedCount) remembered.clear();
    if (der.length <= rememberedBytes) remembered.set(fingerprint, certificate);
    return certificate;
  } catch (error) {
    if (error instanceof BadCertificate) throw error;
    throw new BadCertificate(error instanceof BadDer ? error.message : 'cannot be read', { cause: error });
  }
}

/** The certificates among these bytes that can be read; those that only help to find a path harm nobody when they cannot. */
export function readableCertificates(ders: readonly Buffer[]): Certificate[] {
  return ders.flatMap((der) => {
    try {
      return [certificateOf(der)];
    } catch {
      return [];
    }
  });
}

/** All certificates of a PEM text, in their order, 100 at the most. */
export function certificatesOfPem(text: string): Certificate[] {
  return [...text.matchAll(pem).take(100)].map(([, body]) => certificateOf(Buffer.from(body ?? '', 'base64')));
}

const pem = /-----BEGIN (?:X509 )?CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END/g;

/** What begins as DER is DER, whatever text stands in it. */
function derOf(bytes: Uint8Array | string): Buffer {
  if (typeof bytes !== 'string' && bytes[0] === tags.sequence && ((bytes[1] ?? 0) & 0x80) !== 0) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  if (bytes.length > 16 * maxBytes) throw new BadCertificate('too large');
  const text = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1');
  const body = text.matchAll(pem).next().value?.[1];
  if (body === undefined) throw new BadCertificate('neither DER nor PEM');
  return Buffer.from(body, 'base64');
}

function read(der: Buffer, fingerprint: string): Certificate {
  const outer = membersOf(elementOf(der));
  const data = outer.take(tags.sequence);
  const algorithm = outer.take(tags.sequence);
  const signature = wholeBitsIn(outer.take());
  outer.end();
  const { algorithm: inner, ...parts } = partsOf(data);
  // An algorithm outside of what is signed could be exchanged.
  if (!inner.der.equals(algorithm.der)) throw new BadCertificate('two algorithms');
  return {
    der,
    fingerprint,
    ...parts,
    ...keyOf(new X509Certificate(der).publicKey),
    signed: { data: data.der, signature, algorithm: readAlgorithm(algorithm) },
  };
}

/** The members of TBSCertificate (RFC 5280, section 4.1.2). */
function partsOf(data: Element) {
  const members = membersOf(data);
  members.find(around(0));
  const serialRaw = integerIn(members.take());
  const algorithm = members.take(tags.sequence);
  const issuer = members.take();
  const [notBefore, notAfter] = membersOf(members.take()).rest(2).map(instantIn);
  if (notBefore === undefined || notAfter === undefined) throw new BadDer('validity');
  const subject = members.take();
  const keyRaw = keyBitsIn(members.take());
  members.find(inPlace(1));
  members.find(inPlace(2));
  const extensions = members.find(around(3));
  members.end();
  const held = certificateExtensions(extensions === undefined ? [] : readExtensions(insideOf(extensions)));
  return {
    algorithm,
    serialRaw,
    serial: serialText(serialRaw),
    notBefore,
    notAfter,
    keyRaw,
    ...held,
    ...namesOf(subject, issuer, held),
  };
}

function keyBitsIn(info: Element): Buffer {
  const members = membersOf(info);
  members.take(tags.sequence);
  const bits = wholeBitsIn(members.take());
  members.end();
  return bits;
}

function namesOf(subject: Element, issuer: Element, { alternativeEmails }: CertificateExtensions) {
  const name = readName(subject);
  return {
    subject: lineOf(name),
    commonName: partOf(name, '2.5.4.3'),
    organisation: partOf(name, '2.5.4.10'),
    email: partOf(name, '1.2.840.113549.1.9.1') || (alternativeEmails[0] ?? ''),
    issuer: lineOf(readName(issuer)),
    subjectRaw: subject.der,
    issuerRaw: issuer.der,
  };
}

/** A serial number as certificates are compared by it: upper-case hex without leading zeros. */
export function serialText(raw: Buffer): string {
  return raw
    .toString('hex')
    .toUpperCase()
    .replace(/^0+(?=.)/, '');
}

const curveBits: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

function keyOf(publicKey: KeyObject): Pick<Certificate, 'publicKey' | 'keyType' | 'keyBits'> {
  const { modulusLength = 0, namedCurve = '' } = publicKey.asymmetricKeyDetails ?? {};
  const type = publicKey.asymmetricKeyType;
  if (type === 'rsa') return { publicKey, keyType: 'rsa', keyBits: modulusLength };
  if (type === 'rsa-pss') return { publicKey, keyType: 'pss', keyBits: modulusLength };
  if (type === 'ec') return { publicKey, keyType: 'ec', keyBits: curveBits[namedCurve] ?? 0 };
  return { publicKey, keyType: 'other', keyBits: 0 };
}
