import { tooComplex } from './bad-xml.ts';
import { writtenName, xmlNamespace } from './xml-node.ts';
import type { XmlAttribute, XmlComment, XmlDocument, XmlElement, XmlInstruction, XmlNode } from './xml-node.ts';

/** Which canonical form: Canonical XML 1.0 or Exclusive XML Canonicalization 1.0, both of W3C. */
export type CanonicalForm = {
  isExclusive: boolean;
  withComments: boolean;
  /** The prefixes that the exclusive form treats as the other one does; '' is the default namespace. */
  inclusivePrefixes: readonly string[];
};

/** How many characters of canonical XML may still be written. */
export type CanonicalBudget = { left: number };

type Writing = {
  parts: string[];
  form: CanonicalForm;
  without: XmlElement | null;
  budget: CanonicalBudget;
  /** The namespaces that hold in the document at this point, by prefix. */
  held: Map<string, string>;
  /** The namespaces that have been written and hold in the output at this point. */
  written: Map<string, string>;
};

/** What to write: a document or an element of it, without an element in it (the transform of an enveloped signature). */
export type Canonicalised = { node: XmlDocument | XmlElement; form: CanonicalForm; without?: XmlElement };

/**
 * The canonical form of a document or an element, as text to be encoded in UTF-8. Written here because the form must be the one
 * of the standard to the byte: the libraries at hand write an instruction as if it were text, leave out attributes whose name
 * begins with xmlns, and copy quotation marks out of namespace names.
 */
export function canonicalXml({ node, form, without }: Canonicalised, budget: CanonicalBudget): string {
  const written = new Map<string, string>();
  const writing: Writing = { parts: [], form, without: without ?? null, budget, held: new Map(), written };
  if (node.kind === 'document') writeDocument(writing, node);
  else if (node !== without) {
    for (const outer of ancestorsOf(node)) for (const [prefix, name] of outer.declared) writing.held.set(prefix, name);
    writeElement(writing, node, { isTop: true });
  }
  return writing.parts.join('');
}

function write(writing: Writing, part: string): void {
  writing.budget.left -= part.length;
  if (writing.budget.left < 0) tooComplex('too much to canonicalise');
  writing.parts.push(part);
}

function writeDocument(writing: Writing, { before, root, after }: XmlDocument): void {
  for (const node of before) writeOutside(writing, node, ['', '\n']);
  if (root !== writing.without) writeElement(writing, root, { isTop: true });
  for (const node of after) writeOutside(writing, node, ['\n', '']);
}

function writeOutside(
  writing: Writing,
  node: XmlComment | XmlInstruction,
  [start, end]: readonly [string, string],
): void {
  if (node.kind === 'comment' && !writing.form.withComments) return;
  write(writing, start);
  writeNode(writing, node);
  write(writing, end);
}

function writeNode(writing: Writing, node: XmlNode): void {
  if (node === writing.without) return;
  if (node.kind === 'element') writeElement(writing, node, { isTop: false });
  else if (node.kind === 'text') write(writing, escapedText(node.text));
  else if (node.kind === 'instruction') write(writing, `<?${node.target}${node.text === '' ? '' : ` ${node.text}`}?>`);
  else if (writing.form.withComments) write(writing, `<!--${node.text}-->`);
}

/** The depth of the calls is that of the document, which the parser limits. */
function writeElement(writing: Writing, element: XmlElement, { isTop }: { isTop: boolean }): void {
  const heldBefore = exchanged(writing.held, element.declared);
  const declarations = declarationsOf(writing, element, isTop);
  const writtenBefore = exchanged(writing.written, declarations);
  const name = writtenName(element);
  const namespaces = [...declarations].map(([prefix, uri]) => ` xmlns${prefix && ':'}${prefix}="${escapedValue(uri)}"`);
  const attributes = attributesOf(writing, element, isTop).map(
    (one) => ` ${writtenName(one)}="${escapedValue(one.value)}"`,
  );
  write(writing, `<${name}${namespaces.join('')}${attributes.join('')}>`);
  for (const child of element.children) writeNode(writing, child);
  write(writing, `</${name}>`);
  restore(writing.written, writtenBefore);
  restore(writing.held, heldBefore);
}

/** The declarations to write with an element, in their order: those that are needed and do not hold in the output yet. */
function declarationsOf({ form, held, written }: Writing, element: XmlElement, isTop: boolean): Map<string, string> {
  const prefixes = form.isExclusive ? neededPrefixes(form, element) : isTop ? held.keys() : element.declared.keys();
  const missing: [string, string][] = [];
  for (const prefix of new Set(prefixes)) {
    const name = held.get(prefix) ?? '';
    if (prefix !== 'xml' && name !== (written.get(prefix) ?? '')) missing.push([prefix, name]);
  }
  return new Map(missing.toSorted(([one], [other]) => inCodePoints(one, other)));
}

/** Exclusive canonicalisation, section 2: the prefixes that the element's own tag uses, and those that are to be kept. */
function neededPrefixes({ inclusivePrefixes }: CanonicalForm, element: XmlElement): string[] {
  const ofAttributes = element.attributes.map((one) => one.prefix).filter((prefix) => prefix !== '');
  return [element.prefix, ...ofAttributes, ...inclusivePrefixes];
}

/** Canonical XML, section 2.4: an element that is written without its parents takes over their attributes of `xml`. */
function attributesOf({ form }: Writing, element: XmlElement, isTop: boolean): XmlAttribute[] {
  const inherited = new Map<string, XmlAttribute>();
  const outer = isTop && !form.isExclusive ? ancestorsOf(element) : [];
  for (const one of outer.flatMap(({ attributes }) => attributes)) {
    if (one.namespace === xmlNamespace) inherited.set(one.local, one);
  }
  for (const one of element.attributes) if (one.namespace === xmlNamespace) inherited.delete(one.local);
  return [...inherited.values(), ...element.attributes].toSorted(
    (one, other) => inCodePoints(one.namespace, other.namespace) || inCodePoints(one.local, other.local),
  );
}

/** From the outermost. */
function ancestorsOf(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let one = element.parent; one !== null; one = one.parent) found.unshift(one);
  return found;
}

/** Puts these values into the map and says what was there before. */
function exchanged(map: Map<string, string>, values: ReadonlyMap<string, string>): [string, string | undefined][] {
  const before: [string, string | undefined][] = [];
  for (const [key, value] of values) {
    before.push([key, map.get(key)]);
    map.set(key, value);
  }
  return before;
}

function restore(map: Map<string, string>, before: readonly [string, string | undefined][]): void {
  for (const [key, value] of before) {
    if (value === undefined) map.delete(key);
    else map.set(key, value);
  }
}

/** UTF-16 sorts letters beyond the first plane before some of it; canonical XML does not. */
function inCodePoints(one: string, other: string): number {
  if (one === other) return 0;
  if (/[\uD800-\uDFFF]/.test(one + other)) return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return one < other ? -1 : 1;
}

const inText: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const inValue: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

function escapedText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => inText[character] ?? '');
}

/** A text as it may stand between quotation marks in a tag. */
export function escapedValue(text: string): string {
  return text.replace(/[&<"\t\n\r]/g, (character) => inValue[character] ?? '');
}
