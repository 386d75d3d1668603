import { createHash } from 'node:crypto';
import type { Certificate } from '../pki/certificate.ts';
import { kindOfRevocation } from '../pki/revocation.ts';
import { readTimeStamp } from '../pki/time-stamp.ts';
import { unfit, xmlLimits } from './bad-xml.ts';
import { canonicalXml } from './canonical-xml.ts';
import { changedText, putLast, tag } from './change-text.ts';
import type { TextChange } from './change-text.ts';
import { parseXml } from './parse-xml.ts';
import { findChild } from './read-element.ts';
import { certificatesIn, readProperties, revocationsIn, unsignedPropertiesOf } from './read-properties.ts';
import { readSignature, signatureElements } from './read-signature.ts';
import type { ReadSignature } from './read-signature.ts';
import { coversElement, idsOf } from './signed-targets.ts';
import { algorithms, exclusiveForm, namespaces } from './xml-names.ts';
import { findAttribute, isNamed } from './xml-node.ts';
import type { XmlDocument, XmlElement } from './xml-node.ts';

/** What a time stamp of a signature stamps: the SHA-256 of its canonical SignatureValue element (EN 319 132-1, clause 5.3). */
export function signatureValueImprintXml(xml: string, signatureId?: string): Buffer {
  return imprintOf(signatureToExtend(parseXml(xml), signatureId).signature);
}

/**
 * The document with a time stamp (RFC 3161 token, DER) over the value of its only signature, or of the one with this Id:
 * level B-T. A token about something else is refused with `BadXml`.
 */
export function withXmlTimeStamp(xml: string, token: Buffer, signatureId?: string): string {
  const document = parseXml(xml);
  const { signature, properties } = signatureToExtend(document, signatureId);
  if (!isImprinted(token, imprintOf(signature))) unfit('a time stamp of something else');
  const stamp = tag(
    'xades:SignatureTimeStamp',
    own,
    tag('ds:CanonicalizationMethod', { Algorithm: algorithms.exclusive }),
    tag('xades:EncapsulatedTimeStamp', {}, token.toString('base64')),
  );
  return changedText(document.text, [putUnsigned(properties, stamp)]);
}

/** What later checks need beside the document: certificates of the paths, revocation lists and answers as DER. */
export type XmlEvidence = { certificates: readonly Certificate[]; revocations: readonly Buffer[] };

/**
 * The document with the evidence for later checks (CertificateValues and RevocationValues, EN 319 132-1, clauses 5.4.1 and
 * 5.4.2) in its only signature, or in the one with this Id: level B-LT once it has a time stamp. What is there already stays.
 */
export function addXmlEvidence(xml: string, evidence: XmlEvidence, signatureId?: string): string {
  const document = parseXml(xml);
  const { signature, properties } = signatureToExtend(document, signatureId);
  const unsigned = unsignedPropertiesOf(properties);
  if (unsigned.some(({ local }) => local === 'ArchiveTimeStamp')) unfit('an archive time stamp covers the evidence');
  const known = new Set(signature.certificates.map((der) => der.toString('base64')));
  const certificates = merged(
    certificatesIn(unsigned),
    evidence.certificates.map(({ der }) => der),
  );
  const revocations = merged(revocationsIn(unsigned), evidence.revocations);
  if (certificates.length > xmlLimits.certificates || revocations.length > xmlLimits.revocations)
    unfit('too much evidence');
  const more = certificates.filter((one) => !known.has(one));
  const text = certificateValues(more) + revocationValues(revocations);
  if (text === '') return xml;
  const replaced = unsigned.filter(
    (one) => isNamed(one, namespaces.xades, 'CertificateValues') || isNamed(one, namespaces.xades, 'RevocationValues'),
  );
  const removals = replaced.map(({ from, to }) => ({ from, to, text: '' }));
  return changedText(document.text, [...removals, putUnsigned(properties, text)]);
}

const own = { 'xmlns:xades': namespaces.xades, 'xmlns:ds': namespaces.ds };

function signatureToExtend(document: XmlDocument, id: string | undefined) {
  const all = signatureElements(document);
  const [element, ...more] = all.filter((one) => id === undefined || findAttribute(one, 'Id') === id);
  if (element === undefined || more.length > 0) return unfit('not one signature');
  const ids = idsOf(document);
  for (const other of all) {
    if (other !== element && coversElement(other, element, ids)) unfit('another signature covers this one');
  }
  const signature = readSignature(element);
  if (signature.properties === null) return unfit('a signature without properties');
  readProperties(signature.properties);
  return { signature, properties: signature.properties };
}

function imprintOf({ valueElement }: ReadSignature): Buffer {
  const value = canonicalXml({ node: valueElement, form: exclusiveForm }, { left: xmlLimits.canonicalLength });
  return createHash('sha256').update(value, 'utf8').digest();
}

function isImprinted(token: Buffer, imprint: Buffer): boolean {
  try {
    const read = readTimeStamp(token);
    return read.imprintAlgorithm === 'sha256' && read.imprint.equals(imprint);
  } catch {
    return false;
  }
}

/** The unsigned properties of the signature come before those of its content. */
function putUnsigned(properties: XmlElement, text: string): TextChange {
  const unsigned = findChild(properties, namespaces.xades, 'UnsignedProperties');
  const ofSignature = unsigned && findChild(unsigned, namespaces.xades, 'UnsignedSignatureProperties');
  if (ofSignature !== undefined) return putLast(ofSignature, text);
  const made = tag('xades:UnsignedSignatureProperties', own, text);
  if (unsigned === undefined) return putLast(properties, tag('xades:UnsignedProperties', own, made));
  if (unsigned.contentFrom === unsigned.to) return putLast(unsigned, made);
  return { from: unsigned.contentFrom, to: unsigned.contentFrom, text: made };
}

function merged(held: readonly Buffer[], more: readonly Buffer[]): string[] {
  return [...new Set([...held, ...more].map((der) => der.toString('base64')))];
}

function certificateValues(ders: readonly string[]): string {
  const values = ders.map((der) => tag('xades:EncapsulatedX509Certificate', {}, der));
  return values.length === 0 ? '' : tag('xades:CertificateValues', own, ...values);
}

function revocationValues(ders: readonly string[]): string {
  const ofKind = (kind: 'crl' | 'ocsp') => ders.filter((der) => kindOfRevocation(Buffer.from(der, 'base64')) === kind);
  const crls = ofKind('crl').map((der) => tag('xades:EncapsulatedCRLValue', {}, der));
  const answers = ofKind('ocsp').map((der) => tag('xades:EncapsulatedOCSPValue', {}, der));
  const lists = crls.length === 0 ? '' : tag('xades:CRLValues', {}, ...crls);
  const replies = answers.length === 0 ? '' : tag('xades:OCSPValues', {}, ...answers);
  return lists + replies === '' ? '' : tag('xades:RevocationValues', own, lists, replies);
}
