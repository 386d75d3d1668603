/** A name with the namespace that its prefix stands for; '' for none. */
export type XmlName = { prefix: string; local: string; namespace: string };

/** An attribute; namespace declarations are none. */
export type XmlAttribute = XmlName & { value: string };

/** An element with where it lies in the text. */
export type XmlElement = XmlName & {
  kind: 'element';
  attributes: readonly XmlAttribute[];
  /** The namespaces that it declares, by prefix; '' is the default one. */
  declared: ReadonlyMap<string, string>;
  children: XmlNode[];
  parent: XmlElement | null;
  from: number;
  /** Behind its start tag. */
  contentFrom: number;
  /** Before its end tag; the same as `to` for `<name/>`. */
  contentTo: number;
  to: number;
};

/** Text and CDATA that stand next to each other are one text. */
export type XmlText = { kind: 'text'; text: string };
/** A comment. */
export type XmlComment = { kind: 'comment'; text: string };
/** A processing instruction. */
export type XmlInstruction = { kind: 'instruction'; target: string; text: string };
/** What an element can contain. */
export type XmlNode = XmlElement | XmlText | XmlComment | XmlInstruction;

/** A whole document with its text as it was given. */
export type XmlDocument = {
  kind: 'document';
  text: string;
  before: (XmlComment | XmlInstruction)[];
  root: XmlElement;
  after: (XmlComment | XmlInstruction)[];
};

/** The namespace of the prefix `xml`, which needs no declaration. */
export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

/** The element itself and all elements in it, in the order of the document. */
export function* elementsUnder(element: XmlElement): Generator<XmlElement> {
  const waiting: XmlElement[] = [element];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    for (const child of next.children.toReversed()) if (child.kind === 'element') waiting.push(child);
  }
}

/** Whether an element is this one or lies in it. */
export function isWithin(element: XmlElement, outer: XmlElement): boolean {
  for (let one: XmlElement | null = element; one !== null; one = one.parent) if (one === outer) return true;
  return false;
}

/** Whether an element has this name, whatever its prefix. */
export function isNamed(element: XmlElement, namespace: string, local: string): boolean {
  return element.local === local && element.namespace === namespace;
}

/** The value of an attribute without a namespace; undefined where there is none. */
export function findAttribute(element: XmlElement, local: string): string | undefined {
  return element.attributes.find((one) => one.local === local && one.namespace === '')?.value;
}

/** The name as it is written. */
export function writtenName({ prefix, local }: XmlName): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}
