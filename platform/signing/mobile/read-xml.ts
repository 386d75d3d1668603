import { DOMParser } from '@xmldom/xmldom';
import { SigningRefused } from '../signer.ts';

const maxBytes = 64 * 1024;
const [maxElements, maxDepth] = [500, 30];

/**
 * The root element of an XML message, read strictly: UTF-8, well-formed, and with nothing but elements, attributes and text.
 * SOAP 1.2 (part 1, section 5) forbids document types and processing instructions; comments and CDATA are refused as well,
 * because two readers may disagree about what a value around them is.
 */
export function readXml(bytes: Buffer): Element {
  if (bytes.length > maxBytes) wrong('too long');
  const text = withoutDeclaration(decoded(bytes));
  requireWellFormed(text);
  try {
    const errorHandler = () => wrong('not readable');
    const root = new DOMParser({ errorHandler }).parseFromString(text, 'application/xml').documentElement;
    return root ?? wrong('no element');
  } catch (error) {
    if (error instanceof SigningRefused) throw error;
    return wrong('not readable');
  }
}

/** The one child of this name; two of them are one too many. */
export function childOf(parent: Element, namespace: string, name: string): Element | undefined {
  const found = childrenOf(parent).filter((child) => child.localName === name && child.namespaceURI === namespace);
  return found.length > 1 ? wrong(`two ${name}`) : found[0];
}

/** The one child of this name, which must be there. */
export function requireChild(parent: Element, namespace: string, name: string): Element {
  return childOf(parent, namespace, name) ?? wrong(`no ${name}`);
}

/** The child elements in their order. */
export function childrenOf(parent: Element): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === 1) found.push(node as Element);
    else if (node.nodeType !== 3) wrong('neither element nor text');
  }
  return found;
}

/** The text of an element that has nothing else in it. */
export function textOf(element: Element): string {
  if (childrenOf(element).length > 0) wrong(`elements in ${element.localName}`);
  return element.textContent ?? '';
}

function decoded(bytes: Buffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Characters that XML 1.0 does not have.
    return /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text) ? wrong('forbidden character') : text;
  } catch {
    return wrong('not UTF-8');
  }
}

function withoutDeclaration(text: string): string {
  const [declaration = ''] = /^<\?xml\s[^?<>]{0,200}\?>/.exec(text) ?? [];
  const encoding = /encoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1] ?? 'utf-8';
  if (encoding.toLowerCase() !== 'utf-8') wrong('not UTF-8');
  return text.slice(declaration.length).trim();
}

const tag = /<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const loneAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/;

/** The parser repairs what is not well-formed instead of refusing it: elements left open, end tags without a start. */
function requireWellFormed(text: string): void {
  if (loneAmpersand.test(text)) wrong('not well-formed');
  const open: string[] = [];
  let count = 0;
  let end = 0;
  do {
    tag.lastIndex = text.indexOf('<', end);
    const found = tag.lastIndex < end ? null : tag.exec(text);
    if (found === null || (count === 0 && found.index > 0)) return wrong('not well-formed');
    const [all, isEnd, name = '', attributes, isEmpty] = found;
    if (isEnd && (attributes || isEmpty || open.pop() !== name)) wrong('not well-formed');
    if (!isEnd && !isEmpty) open.push(name);
    count += 1;
    end = found.index + all.length;
    if (count > maxElements * 2 || open.length > maxDepth) wrong('too many elements');
  } while (open.length > 0);
  if (end !== text.length) wrong('not well-formed');
}

function wrong(detail: string): never {
  throw new SigningRefused('answer_wrong', `XML: ${detail}`);
}
