import { damaged, tooComplex, xmlLimits } from './bad-xml.ts';
import type { CanonicalForm } from './canonical-xml.ts';
import { algorithmOf, bytesOf, childElements, childrenNamed, findChild, requireChild } from './read-element.ts';
import { algorithms, canonicalForms, digestMethods, inclusiveForm, namespaces, signatureMethods } from './xml-names.ts';
import type { DigestName } from './xml-names.ts';
import { elementsUnder, findAttribute, isNamed } from './xml-node.ts';
import type { XmlDocument, XmlElement } from './xml-node.ts';

/** What a signature says that it is over. */
export type ReadReference = {
  uri: string;
  type: string;
  isEnveloped: boolean;
  form: CanonicalForm;
  digestName: DigestName;
  digest: Buffer;
};

/** An XML signature in its parts, nothing of it checked yet. */
export type ReadSignature = {
  element: XmlElement;
  signedInfo: XmlElement;
  form: CanonicalForm;
  method: DigestName;
  references: ReadReference[];
  valueElement: XmlElement;
  value: Buffer;
  keyInfo: XmlElement;
  /** The certificates that came along, as DER. */
  certificates: Buffer[];
  /** QualifyingProperties of XAdES; none in a plain XML signature. */
  properties: XmlElement | null;
};

/** The signatures of a document, in its order; one that lies in another is not one of its own. */
export function signatureElements(document: XmlDocument): XmlElement[] {
  const found: XmlElement[] = [];
  for (const one of elementsUnder(document.root)) {
    if (!isNamed(one, namespaces.ds, 'Signature') || one.from < (found.at(-1)?.to ?? 0)) continue;
    found.push(one);
    if (found.length > xmlLimits.signatures) tooComplex('too many signatures');
  }
  return found;
}

/**
 * Takes a Signature element apart (W3C XML Signature 1.1, section 4). Nothing may be in it that is not of the standards: what
 * lies there is not covered by an enveloped signature, so it is where wrapped content would hide.
 */
export function readSignature(element: XmlElement): ReadSignature {
  requireNothingForeign(element);
  const [signedInfo, valueElement, keyInfo, ...objects] = childElements(element);
  if (!signedInfo || !valueElement || !keyInfo || objects.length > 1) return damaged('Signature');
  requireName(signedInfo, 'SignedInfo');
  requireName(valueElement, 'SignatureValue');
  requireName(keyInfo, 'KeyInfo');
  const [canonicalisation, signatureMethod, ...references] = childElements(signedInfo);
  if (!canonicalisation || !signatureMethod || references.length === 0) return damaged('SignedInfo');
  requireName(canonicalisation, 'CanonicalizationMethod');
  requireName(signatureMethod, 'SignatureMethod');
  if (references.length > xmlLimits.references) tooComplex('too many references');
  if (childElements(signatureMethod).length > 0) damaged('SignatureMethod');
  return {
    element,
    signedInfo,
    form: formOf(canonicalisation),
    method: algorithmOf(signatureMethod, signatureMethods),
    references: references.map(referenceOf),
    valueElement,
    value: bytesOf(valueElement),
    keyInfo,
    certificates: certificatesOf(keyInfo),
    properties: objects[0] === undefined ? null : propertiesOf(objects[0]),
  };
}

const own: ReadonlySet<string> = new Set(Object.values(namespaces));
/** Ways to say that something else is signed, or that the key lies somewhere else. */
const indirections: ReadonlySet<string> = new Set(['Signature', 'Manifest', 'RetrievalMethod', 'KeyInfoReference']);

function requireNothingForeign(signature: XmlElement): void {
  for (const one of elementsUnder(signature)) {
    if (!own.has(one.namespace)) damaged(one.local);
    if (one !== signature && one.namespace !== namespaces.xades && indirections.has(one.local)) damaged(one.local);
    if (one.children.some(({ kind }) => kind === 'comment' || kind === 'instruction')) damaged(one.local);
  }
}

function requireName(element: XmlElement, local: string): void {
  if (!isNamed(element, namespaces.ds, local)) damaged(local);
}

/** The canonical form that an element with an Algorithm names. */
export function formOf(element: XmlElement): CanonicalForm {
  const form = algorithmOf(element, canonicalForms);
  const [prefixes, ...more] = childElements(element);
  if (prefixes === undefined) return { ...form, inclusivePrefixes: [] };
  const fits = form.isExclusive && isNamed(prefixes, namespaces.exclusive, 'InclusiveNamespaces');
  if (!fits || more.length > 0 || prefixes.children.length > 0) return damaged(prefixes.local);
  const list = (findAttribute(prefixes, 'PrefixList') ?? '').split(/[ \t\r\n]+/).filter((one) => one !== '');
  if (list.length > 50) tooComplex('too many prefixes');
  return { ...form, inclusivePrefixes: list.map((one) => (one === '#default' ? '' : one)) };
}

function referenceOf(element: XmlElement): ReadReference {
  requireName(element, 'Reference');
  const children = childElements(element);
  const [method, value, ...more] = children[0]?.local === 'Transforms' ? children.slice(1) : children;
  if (!method || !value || more.length > 0) return damaged('Reference');
  requireName(method, 'DigestMethod');
  requireName(value, 'DigestValue');
  return {
    uri: findAttribute(element, 'URI') ?? damaged('Reference'),
    type: findAttribute(element, 'Type') ?? '',
    ...transformsOf(findChild(element, namespaces.ds, 'Transforms')),
    digestName: algorithmOf(method, digestMethods),
    digest: bytesOf(value),
  };
}

/** At most the enveloped signature first and one canonical form last: every other chain could sign something unseen. */
function transformsOf(element: XmlElement | undefined): Pick<ReadReference, 'isEnveloped' | 'form'> {
  const steps = element === undefined ? [] : childElements(element);
  for (const step of steps) requireName(step, 'Transform');
  const isEnveloped = steps[0] !== undefined && findAttribute(steps[0], 'Algorithm') === algorithms.enveloped;
  if (isEnveloped && steps[0]?.children.length !== 0) damaged('Transform');
  const [last, ...more] = isEnveloped ? steps.slice(1) : steps;
  const form = last === undefined ? inclusiveForm : formOf(last);
  return more.length > 0 ? damaged('Transforms') : { isEnveloped, form };
}

function certificatesOf(keyInfo: XmlElement): Buffer[] {
  const held = childrenNamed(keyInfo, namespaces.ds, 'X509Data').flatMap((data) =>
    childrenNamed(data, namespaces.ds, 'X509Certificate'),
  );
  if (held.length > xmlLimits.certificates) tooComplex('too many certificates');
  return held.map(bytesOf);
}

function propertiesOf(object: XmlElement): XmlElement {
  requireName(object, 'Object');
  const [properties, ...more] = childElements(object);
  const fits = properties !== undefined && isNamed(properties, namespaces.xades, 'QualifyingProperties');
  return fits && more.length === 0 ? properties : damaged('Object');
}

/** The SignedProperties of XAdES. */
export function signedPropertiesOf(properties: XmlElement): XmlElement {
  return requireChild(properties, namespaces.xades, 'SignedProperties');
}
