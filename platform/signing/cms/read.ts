import { type AlgorithmIdentifier, readAlgorithm } from '../pki/algorithm-identifier.ts';
import { type Certificate, readableCertificates } from '../pki/certificate.ts';
import { identifierIn, integerIn, numberIn, octetsIn } from '../pki/der-values.ts';
import { oid } from '../pki/oids.ts';
import {
  around,
  BadDer,
  type Element,
  elementFrom,
  elementOf,
  inPlace,
  insideOf,
  listOf,
  membersOf,
  requireTag,
  tags,
} from '../pki/read-der.ts';
import { definiteOf } from './definite-lengths.ts';

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
  /** Revocation lists and OCSP answers that came along, as DER. */
  answers: Buffer[];
  signer: { issuerRaw: Buffer; serialRaw: Buffer } | { subjectKeyId: string };
  digestAlgorithm: AlgorithmIdentifier;
  signatureAlgorithm: AlgorithmIdentifier;
  signature: Buffer;
  /** The signed attributes as the SET that was hashed; null where the content itself was signed. */
  attributes: Buffer | null;
  /** The value of each signed attribute, as DER. */
  signedValues: ReadonlyMap<string, Buffer>;
  /** Time-stamp tokens over the signature value, as DER. */
  timeStamps: Buffer[];
};

const maxBytes = 25 * 1024 * 1024;
const mostCarried = 50;
const mostAttributes = 100;
const mostStamps = 5;

/** The DER element at the beginning of these bytes, without the zeros that fill a PDF's place up. */
export function trimDer(bytes: Buffer): Buffer {
  const { der } = readOrRefuse(() => elementFrom(bytes));
  if (bytes.subarray(der.length).some((byte) => byte !== 0)) throw new BadCms('something follows it');
  return der;
}

/** Takes a signature apart; lengths that were left open (BER, RFC 5652) are taken too. Throws `BadCms`. */
export function readCms(bytes: Uint8Array): ReadCms {
  if (bytes.length > maxBytes) throw new BadCms('too large');
  return readOrRefuse(() => read(definiteOf(Buffer.from(bytes))));
}

function readOrRefuse<T>(reader: () => T): T {
  try {
    return reader();
  } catch (error) {
    if (error instanceof BadDer) throw new BadCms(error.message, { cause: error });
    throw error;
  }
}

function read(der: Buffer): ReadCms {
  const outer = membersOf(elementOf(der));
  if (identifierIn(outer.take()) !== oid.signedData) throw new BadCms('no SignedData');
  const members = membersOf(insideOf(outer.take(around(0))));
  outer.end();
  numberIn(members.take());
  members.take(tags.set);
  const inner = membersOf(members.take());
  const contentType = identifierIn(inner.take());
  const content = inner.find(around(0));
  inner.end();
  const [certificates, lists] = [members.find(around(0)), members.find(around(1))];
  const [info, ...more] = listOf(members.take(), mostCarried, tags.set);
  members.end();
  if (info === undefined || more.length > 0) throw new BadCms(`${more.length + (info ? 1 : 0)} signers`);
  const { carried, ...signer } = signerIn(info);
  return {
    contentType,
    content: content === undefined ? null : octetsIn(insideOf(content)),
    ...signer,
    certificates: readableCertificates([...dersIn(certificates), ...carried.certificates]),
    answers: [...answersIn(lists), ...carried.answers],
  };
}

type Carried = { certificates: Buffer[]; answers: Buffer[] };

/** SignerInfo (RFC 5652, section 5.3). */
function signerIn(
  info: Element,
): Omit<ReadCms, 'contentType' | 'content' | 'certificates' | 'answers'> & { carried: Carried } {
  const members = membersOf(info);
  numberIn(members.take());
  const signer = namedIn(members.take());
  const digestAlgorithm = readAlgorithm(members.take());
  const signed = members.find(around(0));
  const signatureAlgorithm = readAlgorithm(members.take());
  const signature = octetsIn(members.take());
  const unsigned = attributesIn(members.find(around(1)));
  members.end();
  const signedValues = singleValues(attributesIn(signed));
  return {
    signer,
    digestAlgorithm,
    signatureAlgorithm,
    signature,
    attributes: signed === undefined ? null : asSet(signed.der),
    signedValues,
    timeStamps: unsigned
      .filter(({ type }) => type === oid.signatureTimeStamp)
      .flatMap(({ values }) => values.map((one) => one.der))
      .slice(0, mostStamps),
    carried: carriedIn(unsigned, signedValues),
  };
}

function namedIn(sid: Element): ReadCms['signer'] {
  if (sid.tag === inPlace(0)) return { subjectKeyId: sid.content.toString('hex') };
  const members = membersOf(sid);
  const issuerRaw = members.take(tags.sequence).der;
  const serialRaw = integerIn(members.take());
  members.end();
  return { issuerRaw, serialRaw };
}

type Attribute = { type: string; values: Element[] };

function attributesIn(held: Element | undefined): Attribute[] {
  const all = held === undefined ? [] : listOf(held, mostAttributes, held.tag);
  return all.map((one) => {
    const members = membersOf(one);
    const type = identifierIn(members.take());
    const values = listOf(members.take(), mostCarried, tags.set);
    members.end();
    return { type, values };
  });
}

/** A signed attribute that stands twice, or has two values, could be read two ways. */
function singleValues(attributes: readonly Attribute[]): Map<string, Buffer> {
  const single = new Map<string, Buffer>();
  for (const { type, values } of attributes) {
    const [value, ...more] = values;
    if (value === undefined || more.length > 0 || single.has(type)) throw new BadCms('an attribute is not single');
    single.set(type, value.der);
  }
  return single;
}

/** What was hashed carries the tag of a SET, not the [0] of its place (RFC 5652, section 5.4). */
function asSet(attributes: Buffer): Buffer {
  const copy = Buffer.from(attributes);
  copy[0] = tags.set;
  return copy;
}

function dersIn(certificates: Element | undefined): Buffer[] {
  const all = certificates === undefined ? [] : listOf(certificates, mostCarried, certificates.tag);
  return all.filter(({ tag }) => tag === tags.sequence).map((one) => one.der);
}

/** RevocationInfoChoices: lists, and OCSP answers by RFC 5940. */
function answersIn(lists: Element | undefined): Buffer[] {
  const all = lists === undefined ? [] : listOf(lists, mostCarried, lists.tag);
  return all.flatMap((one) => {
    if (one.tag === tags.sequence) return [one.der];
    if (one.tag !== around(1)) return [];
    const members = membersOf(one, one.tag);
    const isAnswer = identifierIn(members.take()) === oid.ocspResponse;
    return isAnswer ? [members.take().der] : [];
  });
}

/** What CAdES puts in unsigned attributes (EN 319 122-1, annex A) and Adobe in a signed one; malformed ones help nobody. */
function carriedIn(unsigned: readonly Attribute[], signedValues: ReadonlyMap<string, Buffer>): Carried {
  const valuesOf = (id: string) => unsigned.filter(({ type }) => type === id).flatMap(({ values }) => values);
  const archive = signedValues.get(oid.revocationArchive);
  const stores = [...valuesOf(oid.revocationValues), ...(archive === undefined ? [] : [elementFrom(archive)])];
  return {
    certificates: valuesOf(oid.certificateValues)
      .flatMap((one) => readOrNothing(() => listOf(one, mostCarried)))
      .map(({ der }) => der),
    answers: stores.flatMap((one) => readOrNothing(() => storedAnswers(one))),
  };
}

function storedAnswers(store: Element): Buffer[] {
  const members = membersOf(requireTag(store, tags.sequence));
  const kinds = [members.find(around(0)), members.find(around(1))].filter((one) => one !== undefined);
  return kinds.flatMap((one) => listOf(insideOf(one), mostCarried).map(({ der }) => der));
}

function readOrNothing<T>(reader: () => T[]): T[] {
  try {
    return reader();
  } catch (error) {
    if (error instanceof BadDer) return [];
    throw error;
  }
}
