import { createHash } from 'node:crypto';
import type { Certificate } from '../pki/certificate.ts';
import { unfit, xmlLimits } from './bad-xml.ts';
import { canonicalXml } from './canonical-xml.ts';
import { changedText, putLast, tag } from './change-text.ts';
import { parseXml } from './parse-xml.ts';
import { issuerSerialOf } from './read-properties.ts';
import { signatureElements } from './read-signature.ts';
import { isPlainName } from './read-tag.ts';
import { coversElement, findSplitValue, idsOf } from './signed-targets.ts';
import type { Expected, Ids } from './signed-targets.ts';
import { algorithms, exclusiveForm, namespaces, signedPropertiesType } from './xml-names.ts';
import { elementsUnder, isNamed, isWithin } from './xml-node.ts';
import type { XmlDocument, XmlElement } from './xml-node.ts';

/** What is to be signed and where the signature goes. */
export type XmlWish = {
  /** The certificate of the key that will sign; RSA. */
  certificate: Certificate;
  /** What the signature says of the time of signing. */
  now: Date;
  /** The Id of the Signature element: a name that no Id of the document has or begins with. */
  signatureId: string;
  /**
   * `enveloped`: the whole document is signed, its signature stands last in the document element. Otherwise the signature is
   * put last into the one element of this name, and signs the one element with this Id, or the whole document without one.
   */
  place: 'enveloped' | { signElementId?: string; putInto: Expected };
};

/** A document with everything of its signature but the value: plain texts and numbers, to be kept until the value comes. */
export type PreparedXml = {
  /** The document as it was, with room for the signature at `at`. */
  xml: string;
  at: number;
  signatureId: string;
  /** SHA-256 of the canonical SignedInfo, Base64: what the key signs. */
  digest: string;
  /** The certificate as DER, Base64. */
  certificate: string;
  signedInfo: string;
  properties: string;
};

/**
 * Prepares an XAdES baseline signature (EN 319 132-1, clause 6.3): rsa-sha256, exclusive canonical XML. Refuses with `BadXml`
 * where it would break a signature that is there already, or where the document could not be checked afterwards.
 */
export function prepareXml(xml: string, wish: XmlWish): PreparedXml {
  const { certificate, signatureId } = wish;
  const document = parseXml(xml);
  const ids = idsOf(document);
  if (certificate.keyType !== 'rsa') unfit('not an RSA key');
  if (!isPlainName(signatureId)) unfit('not an Id');
  for (const id of ids.keys()) if (id.startsWith(signatureId)) unfit('the Id is taken');
  const signed = wish.place === 'enveloped' ? undefined : wish.place.signElementId;
  const node = signed === undefined ? document : elementWithId(ids, signed);
  const parent = wish.place === 'enveloped' ? document.root : elementNamed(document, wish.place.putInto);
  requireRoom(document, parent, ids);
  const top = node.kind === 'document' ? node.root : node;
  requireCheckable(document, node, top);
  const content = digestOf(canonicalXml({ node, form: exclusiveForm }, { left: xmlLimits.canonicalLength }));
  const properties = propertiesText(wish);
  const signedInfo = signedInfoText(wish, {
    uri: signed === undefined ? '' : `#${signed}`,
    isEnveloped: isWithin(parent, top),
    content,
    properties: digestOf(canonicalPart(properties)),
  });
  return {
    ...withRoom(document, parent),
    signatureId,
    digest: digestOf(canonicalPart(signedInfo)),
    certificate: certificate.der.toString('base64'),
    signedInfo,
    properties,
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64');
}

function elementWithId(ids: Ids, id: string): XmlElement {
  const [element, ...more] = ids.get(id) ?? [];
  if (element === undefined || more.length > 0 || !isPlainName(id)) return unfit('not one element with the Id');
  return element;
}

function elementNamed({ root }: XmlDocument, { localName, namespace }: Expected): XmlElement {
  const [element, ...more] = [...elementsUnder(root)].filter((one) => isNamed(one, namespace, localName));
  return element === undefined || more.length > 0 ? unfit('not one element to put the signature into') : element;
}

/** A signature that covers the place would not hold any more; one inside another would never hold. */
function requireRoom(document: XmlDocument, parent: XmlElement, ids: Ids): void {
  for (const signature of signatureElements(document)) {
    if (coversElement(signature, parent, ids)) unfit('a signature covers the place');
    if (isWithin(parent, signature)) unfit('the place is in a signature');
  }
}

/** What a check could not call covered is not signed in the first place. */
function requireCheckable({ root, before, after }: XmlDocument, node: XmlDocument | XmlElement, top: XmlElement): void {
  if (findSplitValue(top, null) !== undefined) unfit('a comment inside a value');
  const hasOutside = [...before, ...after].some(({ kind }) => kind === 'instruction');
  if (node === root && hasOutside) unfit('an instruction outside of what is signed');
}

function withRoom({ text }: XmlDocument, parent: XmlElement): Pick<PreparedXml, 'xml' | 'at'> {
  const mark = '\0';
  const marked = changedText(text, [putLast(parent, mark)]);
  const at = marked.indexOf(mark);
  return { xml: marked.slice(0, at) + marked.slice(at + mark.length), at };
}

/** Exclusive canonical XML of a part of the signature depends only on the prefix that the Signature element declares. */
function canonicalPart(part: string): string {
  const { root } = parseXml(tag('ds:Signature', { 'xmlns:ds': namespaces.ds }, part));
  const [element] = root.children;
  if (element?.kind !== 'element') return unfit('no element');
  return canonicalXml({ node: element, form: exclusiveForm }, { left: xmlLimits.canonicalLength });
}

function propertiesText({ certificate, now, signatureId }: XmlWish): string {
  const time = tag('xades:SigningTime', {}, `${now.toISOString().slice(0, 19)}Z`);
  const digest = tag(
    'xades:CertDigest',
    {},
    tag('ds:DigestMethod', { Algorithm: algorithms.sha256 }),
    tag('ds:DigestValue', {}, createHash('sha256').update(certificate.der).digest('base64')),
  );
  const serial = tag('xades:IssuerSerialV2', {}, issuerSerialOf(certificate).toString('base64'));
  const named = tag('xades:SigningCertificateV2', {}, tag('xades:Cert', {}, digest, serial));
  const mimeType = tag('xades:MimeType', {}, 'text/xml');
  const format = tag('xades:DataObjectFormat', { ObjectReference: `#${signatureId}-content` }, mimeType);
  return tag(
    'xades:SignedProperties',
    { 'xmlns:xades': namespaces.xades, Id: `${signatureId}-properties` },
    tag('xades:SignedSignatureProperties', {}, time, named),
    tag('xades:SignedDataObjectProperties', {}, format),
  );
}

type Signed = { uri: string; isEnveloped: boolean; content: string; properties: string };

function signedInfoText({ signatureId }: XmlWish, signed: Signed): string {
  const transform = (algorithm: string) => tag('ds:Transform', { Algorithm: algorithm });
  const enveloped = signed.isEnveloped ? [transform(algorithms.enveloped)] : [];
  const hashed = (digest: string) => [
    tag('ds:DigestMethod', { Algorithm: algorithms.sha256 }),
    tag('ds:DigestValue', {}, digest),
  ];
  const content = tag(
    'ds:Reference',
    { Id: `${signatureId}-content`, URI: signed.uri },
    tag('ds:Transforms', {}, ...enveloped, transform(algorithms.exclusive)),
    ...hashed(signed.content),
  );
  const properties = tag(
    'ds:Reference',
    { Type: signedPropertiesType, URI: `#${signatureId}-properties` },
    tag('ds:Transforms', {}, transform(algorithms.exclusive)),
    ...hashed(signed.properties),
  );
  return tag(
    'ds:SignedInfo',
    {},
    tag('ds:CanonicalizationMethod', { Algorithm: algorithms.exclusive }),
    tag('ds:SignatureMethod', { Algorithm: algorithms.rsaSha256 }),
    content,
    properties,
  );
}

/** The canonical SignedInfo of a prepared signature: what the digest is of. */
export function canonicalSignedInfo({ signedInfo }: PreparedXml): string {
  return canonicalPart(signedInfo);
}
