import { BadXml, damaged } from './bad-xml.ts';
import { isWeak } from './xml-names.ts';
import { findAttribute, isNamed } from './xml-node.ts';
import type { XmlElement } from './xml-node.ts';

/** The elements in an element that has nothing else in it but white space. */
export function childElements(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of element.children) {
    if (child.kind === 'element') found.push(child);
    else if (child.kind !== 'text' || /[^ \t\r\n]/.test(child.text)) damaged(element.local);
  }
  return found;
}

/** The one child of this name; two of them are one too many. */
export function findChild(element: XmlElement, namespace: string, local: string): XmlElement | undefined {
  const found = childElements(element).filter((child) => isNamed(child, namespace, local));
  return found.length > 1 ? damaged(local) : found[0];
}

/** The one child of this name, which must be there. */
export function requireChild(element: XmlElement, namespace: string, local: string): XmlElement {
  return findChild(element, namespace, local) ?? damaged(local);
}

/** The children of this name. */
export function childrenNamed(element: XmlElement, namespace: string, local: string): XmlElement[] {
  return childElements(element).filter((child) => isNamed(child, namespace, local));
}

/** The text of an element that has nothing else in it. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (child.kind === 'text' ? child.text : damaged(element.local))).join('');
}

/** The bytes that an element holds in Base64; anything that two readers could decode differently is refused. */
export function bytesOf(element: XmlElement): Buffer {
  const text = textOf(element).replace(/[ \t\r\n]+/g, '');
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : damaged(element.local);
}

/** What a table says of the element's Algorithm; others are refused. */
export function algorithmOf<Known>(element: XmlElement, known: Readonly<Record<string, Known>>): Known {
  const name = findAttribute(element, 'Algorithm') ?? '';
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found === undefined) throw new BadXml(isWeak(name) ? 'weak' : 'damaged', name.slice(0, 200) || element.local);
  return found;
}
