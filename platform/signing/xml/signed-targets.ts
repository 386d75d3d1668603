import { createHash } from 'node:crypto';
import type { Finding } from '../report.ts';
import { canonicalXml } from './canonical-xml.ts';
import type { CanonicalBudget } from './canonical-xml.ts';
import { isPlainName } from './read-tag.ts';
import { signedPropertiesOf } from './read-signature.ts';
import type { ReadReference, ReadSignature } from './read-signature.ts';
import { namespaces, signedPropertiesType } from './xml-names.ts';
import { elementsUnder, findAttribute, isNamed, isWithin } from './xml-node.ts';
import type { XmlDocument, XmlElement } from './xml-node.ts';

/** Which elements carry an Id, by its value. */
export type Ids = ReadonlyMap<string, readonly XmlElement[]>;

/**
 * The Ids of a document. Without a schema every attribute whose name is some spelling of id could be meant by some program, so
 * all of them count, and two elements with the same value are ambiguous.
 */
export function idsOf(document: XmlDocument): Ids {
  const ids = new Map<string, XmlElement[]>();
  for (const element of elementsUnder(document.root)) {
    for (const { local, value } of element.attributes) {
      if (local.toLowerCase() !== 'id') continue;
      const held = ids.get(value);
      if (held === undefined) ids.set(value, [element]);
      else if (held.at(-1) !== element) held.push(element);
    }
  }
  return ids;
}

/** What one reference came to. */
export type Target = {
  reference: ReadReference;
  node: XmlDocument | XmlElement;
  /** What was hashed. */
  content: string;
};

/** What the references of a signature point to, and what is wrong with them. */
export type Targets = { targets: Target[]; findings: Finding[] };

/**
 * Follows the references of a signature and compares their digests. A reference is the whole document (an empty URI) or the one
 * element with an Id; pointers, other files and other ways to choose nodes are refused.
 */
export function followReferences(
  document: XmlDocument,
  signature: ReadSignature,
  ids: Ids,
  budget: CanonicalBudget,
): Targets {
  const [targets, findings]: [Target[], Finding[]] = [[], []];
  for (const reference of signature.references) {
    const node = nodeOf(document, reference.uri, ids);
    if ('reason' in node) {
      findings.push(node);
      continue;
    }
    const content = contentOf(signature, reference, node, budget);
    const digest = createHash(reference.digestName).update(content, 'utf8').digest();
    if (!digest.equals(reference.digest)) findings.push({ reason: 'content_changed', detail: reference.uri });
    targets.push({ reference, node, content });
  }
  return { targets, findings: [...findings, ...typeFindings(signature, targets)] };
}

function nodeOf(document: XmlDocument, uri: string, ids: Ids): XmlDocument | XmlElement | Finding {
  if (uri === '') return document;
  if (!uri.startsWith('#') || !isPlainName(uri.slice(1))) return { reason: 'malformed', detail: uri.slice(0, 200) };
  const [element, ...more] = ids.get(uri.slice(1)) ?? [];
  if (element === undefined) return { reason: 'content_changed', detail: uri };
  return more.length > 0 ? { reason: 'not_all_covered', detail: uri } : element;
}

/** A reference inside the document never takes comments along, whatever its form says (XML Signature, section 4.4.3.3). */
function contentOf(
  { element }: ReadSignature,
  { isEnveloped, form }: ReadReference,
  node: XmlDocument | XmlElement,
  budget: CanonicalBudget,
): string {
  const what = { node, form: { ...form, withComments: false } };
  return canonicalXml(isEnveloped ? { ...what, without: element } : what, budget);
}

/** The signed properties must be signed exactly once, as what they are and whole; nothing else may pass for them. */
function typeFindings({ element, properties }: ReadSignature, targets: readonly Target[]): Finding[] {
  const signed = properties === null ? null : signedPropertiesOf(properties);
  const typed = targets.filter(({ reference }) => reference.type === signedPropertiesType);
  const isRight = typed.every(({ node, reference }) => node === signed && !reference.isEnveloped);
  if (
    !isRight ||
    typed.length > 1 ||
    targets.some(({ node }) => node === signed && !typed.some((one) => one.node === node))
  ) {
    return [{ reason: 'malformed', detail: 'SignedProperties' }];
  }
  if (properties !== null && typed.length === 0)
    return [{ reason: 'certificate_not_named', detail: 'SignedProperties' }];
  const [target, id] = [properties && findAttribute(properties, 'Target'), findAttribute(element, 'Id')];
  const isOfThis = properties === null || (id !== undefined && target === `#${id}`);
  return isOfThis ? [] : [{ reason: 'malformed', detail: 'QualifyingProperties' }];
}

/** The element that the reader of a document goes on with. */
export type Expected = { localName: string; namespace: string };

/**
 * Whether what a reader will look at is what was signed: the document element, or the one element that is expected. A signed
 * element that was moved elsewhere while something unsigned took its place is the attack known as signature wrapping.
 */
export function coverageFindings(
  document: XmlDocument,
  signature: ReadSignature,
  targets: readonly Target[],
  expected: Expected | undefined,
): Finding[] {
  const covered = targets.filter(({ node }) => !isOwn(signature, node)).map(({ node }) => node);
  const hidden = covered.find((node) => node.kind === 'element' && isInSignature(node));
  if (hidden !== undefined) return [{ reason: 'not_all_covered', detail: 'Signature' }];
  const wanted = expected === undefined ? [document.root] : elementsNamed(document, expected);
  const [only, ...more] = wanted;
  const isCovered = covered.some((node) => node.kind === 'document' || (only !== undefined && isWithin(only, node)));
  if (only === undefined || more.length > 0 || !isCovered || isInSignature(only)) {
    return [{ reason: 'not_all_covered', detail: expected?.localName ?? document.root.local }];
  }
  return [...outsideFindings(document, covered, expected), ...commentFindings(signature, covered)];
}

/** Properties and keys of the signature itself may be signed too, but they are no content. */
function isOwn({ properties, keyInfo }: ReadSignature, node: Target['node']): boolean {
  return node === keyInfo || (properties !== null && node === signedPropertiesOf(properties));
}

function isInSignature(element: XmlElement): boolean {
  for (let one: XmlElement | null = element; one !== null; one = one.parent) {
    if (isNamed(one, namespaces.ds, 'Signature')) return true;
  }
  return false;
}

function elementsNamed({ root }: XmlDocument, { localName, namespace }: Expected): XmlElement[] {
  return [...elementsUnder(root)].filter((one) => isNamed(one, namespace, localName));
}

/** An instruction before or behind the document element, such as a style sheet, is signed only with the document as a whole. */
function outsideFindings(
  { before, after }: XmlDocument,
  covered: readonly Target['node'][],
  expected: unknown,
): Finding[] {
  const instruction = [...before, ...after].find((node) => node.kind === 'instruction');
  const isWhole = expected !== undefined || covered.some(({ kind }) => kind === 'document');
  if (instruction?.kind !== 'instruction' || isWhole) return [];
  return [{ reason: 'not_all_covered', detail: instruction.target }];
}

/** Comments are not signed; one inside a value makes some programs read only the part before it. */
function commentFindings({ element: signature }: ReadSignature, covered: readonly Target['node'][]): Finding[] {
  const tops = covered.map((node) => (node.kind === 'document' ? node.root : node));
  for (const top of tops) {
    const split = findSplitValue(top, signature);
    if (split !== undefined) return [{ reason: 'not_all_covered', detail: split.local }];
  }
  return [];
}

/** The first element whose text has a comment in it, outside of this signature. */
export function findSplitValue(top: XmlElement, signature: XmlElement | null): XmlElement | undefined {
  for (const one of elementsUnder(top)) {
    const hasComment = one.children.some(({ kind }) => kind === 'comment');
    if (!hasComment || (signature !== null && isWithin(one, signature))) continue;
    if (one.children.some((child) => child.kind === 'text' && /[^ \t\r\n]/.test(child.text))) return one;
  }
  return undefined;
}

/** Whether any reference of a signature, sound or not, takes in an element. */
export function coversElement(signature: XmlElement, element: XmlElement, ids: Ids): boolean {
  const references = [...elementsUnder(signature)].filter((one) => isNamed(one, namespaces.ds, 'Reference'));
  return references.some((reference) => {
    const uri = findAttribute(reference, 'URI') ?? '';
    const targets = uri.startsWith('#') ? (ids.get(uri.slice(1)) ?? []) : [];
    return !uri.startsWith('#') || targets.some((target) => isWithin(element, target));
  });
}
