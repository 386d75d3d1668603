import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import * as pkijs from 'pkijs';

/** What is given as a certificate is none. */
export class BadCertificate extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(`not a certificate: ${detail}`, options);
    this.name = 'BadCertificate';
  }
}

/** A certificate (X.509, RFC 5280) as the engine works with it. */
export type Certificate = {
  der: Buffer;
  /** SHA-256 of the bytes, hex. */
  fingerprint: string;
  /** Upper-case hex without leading zeros, as openssl prints it. */
  serial: string;
  /** On one line, the most specific part first: "CN=…, O=…, C=VN". */
  subject: string;
  commonName: string;
  organisation: string;
  email: string;
  issuer: string;
  subjectRaw: Buffer;
  issuerRaw: Buffer;
  serialRaw: Buffer;
  notBefore: Date;
  notAfter: Date;
  isAuthority: boolean;
  /** How many authorities may follow; null for no limit. */
  pathLength: number | null;
  /** Names of RFC 5280, section 4.2.1.3; null where the extension is absent, which allows all. */
  keyUsages: readonly string[] | null;
  /** Object identifiers; null where the extension is absent. */
  extendedKeyUsages: readonly string[] | null;
  extendedKeyUsageIsCritical: boolean;
  subjectKeyId: string;
  authorityKeyId: string;
  crlUrls: readonly string[];
  ocspUrls: readonly string[];
  /** A critical extension that the engine does not know: the certificate must be refused (RFC 5280, section 4.2). */
  hasUnknownCritical: boolean;
  publicKey: KeyObject;
  keyType: 'rsa' | 'ec' | 'other';
  keyBits: number;
  /** Object identifier of the algorithm that its issuer signed with. */
  signatureAlgorithm: string;
  x509: X509Certificate;
};

const usageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

/** The extensions that the engine follows or that bind nobody here. */
const followed = new Set([
  '2.5.29.14',
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.18',
  '2.5.29.19',
  '2.5.29.31',
  '2.5.29.32',
  '2.5.29.35',
  '2.5.29.37',
  '1.3.6.1.5.5.7.1.1',
]);

const names: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'T',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '1.2.840.113549.1.9.1': 'E',
};

const maxBytes = 64 * 1024;
/** Certificates of authorities come with every signature; the same bytes need no second reading. */
const rememberedCount = 5000;
const read = new Map<string, Certificate>();

/** Reads a certificate from DER, or the first one of a PEM text. */
export function certificateOf(bytes: Uint8Array | string): Certificate {
  const der = derOf(bytes);
  if (der.length > maxBytes) throw new BadCertificate('too large');
  const fingerprint = createHash('sha256').update(der).digest('hex');
  const known = read.get(fingerprint);
  if (known !== undefined) return known;
  try {
    const certificate = readAnew(der, fingerprint);
    if (read.size >= rememberedCount) read.clear();
    read.set(fingerprint, certificate);
    return certificate;
  } catch (error) {
    if (error instanceof BadCertificate) throw error;
    throw new BadCertificate('cannot be read', { cause: error });
  }
}

/** All certificates of a PEM text, in their order. */
export function certificatesOfPem(text: string): Certificate[] {
  return [...text.matchAll(pem)].slice(0, 100).map(([, body]) => certificateOf(Buffer.from(body ?? '', 'base64')));
}

const pem = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g;

function derOf(bytes: Uint8Array | string): Buffer {
  const start = typeof bytes === 'string' ? bytes : Buffer.from(bytes.subarray(0, maxBytes)).toString('latin1');
  if (!start.includes('-----BEGIN')) {
    if (typeof bytes === 'string') throw new BadCertificate('no PEM');
    return Buffer.from(bytes);
  }
  const body = [...start.matchAll(pem)][0]?.[1] ?? '';
  if (body === '') throw new BadCertificate('no certificate in the PEM text');
  return Buffer.from(body, 'base64');
}

function readAnew(der: Buffer, fingerprint: string): Certificate {
  const x509 = new X509Certificate(der);
  // What follows the certificate would not be covered by its signature.
  if (x509.raw.length !== der.length) throw new BadCertificate('something follows it');
  const parsed = pkijs.Certificate.fromBER(arrayOf(der));
  const { publicKey } = x509;
  return {
    der,
    fingerprint,
    serial: x509.serialNumber.replace(/^0+(?=.)/, ''),
    serialRaw: Buffer.from(parsed.serialNumber.valueBlock.valueHexView),
    ...namesOf(parsed),
    notBefore: parsed.notBefore.value,
    notAfter: parsed.notAfter.value,
    ...extensionsOf(parsed),
    publicKey,
    ...keyOf(publicKey),
    signatureAlgorithm: parsed.signatureAlgorithm.algorithmId,
    x509,
  };
}

function namesOf(parsed: pkijs.Certificate) {
  return {
    subject: lineOf(parsed.subject),
    commonName: partOf(parsed.subject, '2.5.4.3'),
    organisation: partOf(parsed.subject, '2.5.4.10'),
    email: partOf(parsed.subject, '1.2.840.113549.1.9.1'),
    issuer: lineOf(parsed.issuer),
    subjectRaw: Buffer.from(parsed.subject.toSchema().toBER()),
    issuerRaw: Buffer.from(parsed.issuer.toSchema().toBER()),
  };
}

function lineOf(name: pkijs.RelativeDistinguishedNames): string {
  return name.typesAndValues
    .map(({ type, value }) => `${names[type] ?? type}=${String(value.valueBlock.value)}`)
    .toReversed()
    .join(', ');
}

function partOf(name: pkijs.RelativeDistinguishedNames, type: string): string {
  return String(name.typesAndValues.find((one) => one.type === type)?.value.valueBlock.value ?? '');
}

function extensionsOf(parsed: pkijs.Certificate) {
  const all = parsed.extensions ?? [];
  const valueOf = (id: string): unknown => all.find((one) => one.extnID === id)?.parsedValue;
  const constraints = valueOf('2.5.29.19') as pkijs.BasicConstraints | undefined;
  const extended = all.find((one) => one.extnID === '2.5.29.37');
  const length = constraints?.pathLenConstraint;
  return {
    isAuthority: constraints?.cA === true,
    pathLength: typeof length === 'number' ? length : null,
    keyUsages: usagesOf(valueOf('2.5.29.15')),
    extendedKeyUsages: (extended?.parsedValue as pkijs.ExtKeyUsage | undefined)?.keyPurposes ?? null,
    extendedKeyUsageIsCritical: extended?.critical === true,
    subjectKeyId: hexOf(valueOf('2.5.29.14')),
    authorityKeyId: hexOf((valueOf('2.5.29.35') as pkijs.AuthorityKeyIdentifier | undefined)?.keyIdentifier),
    crlUrls: crlUrlsOf(valueOf('2.5.29.31')),
    ocspUrls: ocspUrlsOf(valueOf('1.3.6.1.5.5.7.1.1')),
    hasUnknownCritical: all.some((one) => one.critical && !followed.has(one.extnID)),
  };
}

function usagesOf(value: unknown): string[] | null {
  const bits = (value as { valueBlock?: { valueHexView?: Uint8Array } } | undefined)?.valueBlock?.valueHexView;
  if (bits === undefined) return null;
  return usageNames.filter((_, i) => ((bits[i >> 3] ?? 0) & (0x80 >> (i & 7))) !== 0);
}

function hexOf(value: unknown): string {
  const bytes = (value as { valueBlock?: { valueHexView?: Uint8Array } } | undefined)?.valueBlock?.valueHexView;
  return bytes === undefined ? '' : Buffer.from(bytes).toString('hex');
}

function crlUrlsOf(value: unknown): string[] {
  const points = (value as pkijs.CRLDistributionPoints | undefined)?.distributionPoints ?? [];
  return points.flatMap(({ distributionPoint }) =>
    Array.isArray(distributionPoint)
      ? distributionPoint.filter((one) => one.type === 6).map((one) => String(one.value))
      : [],
  );
}

function ocspUrlsOf(value: unknown): string[] {
  const descriptions = (value as pkijs.InfoAccess | undefined)?.accessDescriptions ?? [];
  return descriptions
    .filter((one) => one.accessMethod === '1.3.6.1.5.5.7.48.1' && one.accessLocation.type === 6)
    .map((one) => String(one.accessLocation.value));
}

function keyOf(key: KeyObject): Pick<Certificate, 'keyType' | 'keyBits'> {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') return { keyType: 'rsa', keyBits: modulusLength ?? 0 };
  if (key.asymmetricKeyType === 'ec') return { keyType: 'ec', keyBits: curveBits[namedCurve ?? ''] ?? 0 };
  return { keyType: 'other', keyBits: 0 };
}

const curveBits: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

/** The bytes as their own ArrayBuffer, as asn1js wants them. */
export function arrayOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
