import * as pkijs from 'pkijs';
import { arrayOf, type Certificate, certificateOf } from '../pki/certificate.ts';
import { elementAt } from '../pki/der.ts';
import { oid } from '../pki/oids.ts';

/** These bytes are no signature that the engine can read. */
export class BadCms extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(`not a signature: ${detail}`, options);
    this.name = 'BadCms';
  }
}

/** A signature (CMS SignedData with one signer) in its parts, nothing of it checked yet. */
export type ReadCms = {
  contentType: string;
  /** The content, where it is inside. */
  content: Buffer | null;
  certificates: Certificate[];
  /** Revocation lists that came along, as DER. */
  crls: Buffer[];
  signer: { issuerRaw: Buffer; serialRaw: Buffer } | { subjectKeyId: string };
  digestAlgorithm: pkijs.AlgorithmIdentifier;
  signatureAlgorithm: pkijs.AlgorithmIdentifier;
  signature: Buffer;
  /** The signed attributes as the SET that was hashed; null where the content itself was signed. */
  attributes: Buffer | null;
  /** The first value of each signed attribute, as DER. */
  signedValues: ReadonlyMap<string, Buffer>;
  /** Time-stamp tokens over the signature value, as DER. */
  timeStamps: Buffer[];
};

const maxBytes = 25 * 1024 * 1024;

/** The DER element at the beginning of these bytes, without the zeros that fill a PDF's place up. */
export function trimDer(bytes: Buffer): Buffer {
  const element = elementAt(bytes, 0);
  if (element === undefined) throw new BadCms('no DER');
  if (bytes.subarray(element.end).some((byte) => byte !== 0)) throw new BadCms('something follows it');
  return bytes.subarray(0, element.end);
}

/** Takes a signature apart. */
export function readCms(der: Uint8Array): ReadCms {
  if (der.length > maxBytes) throw new BadCms('too large');
  try {
    return read(der);
  } catch (error) {
    if (error instanceof BadCms) throw error;
    throw new BadCms('cannot be read', { cause: error });
  }
}

function read(der: Uint8Array): ReadCms {
  const outer = pkijs.ContentInfo.fromBER(arrayOf(der));
  if (outer.contentType !== oid.signedData) throw new BadCms('no SignedData');
  const signed = new pkijs.SignedData({ schema: outer.content });
  const [info, ...more] = signed.signerInfos;
  if (info === undefined || more.length > 0) throw new BadCms(`${signed.signerInfos.length} signers`);
  const attributes = info.signedAttrs === undefined ? null : Buffer.from(info.signedAttrs.encodedValue);
  const content = signed.encapContentInfo.eContent;
  return {
    contentType: signed.encapContentInfo.eContentType,
    content: content === undefined ? null : Buffer.from(content.getValue()),
    ...carriedBy(signed),
    signer: signerOf(info.sid),
    digestAlgorithm: info.digestAlgorithm,
    signatureAlgorithm: info.signatureAlgorithm,
    signature: Buffer.from(info.signature.valueBlock.valueHexView),
    attributes: attributes === null ? null : asSet(attributes),
    signedValues: valuesOf(info.signedAttrs?.attributes ?? []),
    timeStamps: timeStampsOf(info.unsignedAttrs?.attributes ?? []),
  };
}

function carriedBy(signed: pkijs.SignedData): { certificates: Certificate[]; crls: Buffer[] } {
  const certificates = (signed.certificates ?? []).filter((one) => one instanceof pkijs.Certificate).slice(0, 50);
  const crls = (signed.crls ?? []).filter((one) => one instanceof pkijs.CertificateRevocationList).slice(0, 50);
  return {
    certificates: certificates.map((one) => certificateOf(Buffer.from(one.toSchema().toBER()))),
    crls: crls.map((one) => Buffer.from(one.toSchema().toBER())),
  };
}

function signerOf(sid: unknown): ReadCms['signer'] {
  if (sid instanceof pkijs.IssuerAndSerialNumber) {
    return {
      issuerRaw: Buffer.from(sid.issuer.toSchema().toBER()),
      serialRaw: Buffer.from(sid.serialNumber.valueBlock.valueHexView),
    };
  }
  const bytes = (sid as { valueBlock?: { valueHexView?: Uint8Array } }).valueBlock?.valueHexView;
  if (bytes === undefined) throw new BadCms('no signer named');
  return { subjectKeyId: Buffer.from(bytes).toString('hex') };
}

/** What was hashed carries the tag of a SET, not the [0] of its place (RFC 5652, section 5.4). */
function asSet(attributes: Buffer): Buffer {
  const copy = Buffer.from(attributes);
  copy[0] = 0x31;
  return copy;
}

function valuesOf(attributes: readonly pkijs.Attribute[]): ReadonlyMap<string, Buffer> {
  const values = new Map<string, Buffer>();
  for (const { type, values: held } of attributes) {
    // An attribute that stands twice, or has two values, could be read two ways.
    if (values.has(type) || held.length !== 1) throw new BadCms('an attribute is not single');
    values.set(type, Buffer.from((held[0] as { toBER: () => ArrayBuffer }).toBER()));
  }
  return values;
}

function timeStampsOf(attributes: readonly pkijs.Attribute[]): Buffer[] {
  return attributes
    .filter((one) => one.type === oid.signatureTimeStamp)
    .flatMap((one) => one.values.map((value) => Buffer.from((value as { toBER: () => ArrayBuffer }).toBER())))
    .slice(0, 5);
}
