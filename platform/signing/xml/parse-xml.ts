import { damaged, tooComplex, xmlLimits } from './bad-xml.ts';
import { decodedXml, readText, withLineFeeds } from './read-characters.ts';
import { emptyScope, leave, readEndTag, readStartTag, readTarget } from './read-tag.ts';
import type { Scope } from './read-tag.ts';
import type { XmlDocument, XmlElement, XmlInstruction, XmlNode } from './xml-node.ts';

type Reading = {
  text: string;
  at: number;
  scope: Scope;
  nodes: number;
  /** The elements that are open, the innermost last. */
  open: XmlElement[];
  root: XmlElement | null;
  before: XmlDocument['before'];
  after: XmlDocument['after'];
};

/**
 * Reads XML 1.0 with namespaces, strictly and without document type: what is not well-formed is refused with `BadXml`, never
 * repaired, and every node keeps its place in the text. A signature is checked over exactly what is read here, so that no two
 * readers can disagree: general parsers mend what is broken, and a wrapped signature hides behind the mending.
 */
export function parseXml(xml: string | Uint8Array): XmlDocument {
  const text = decodedXml(xml);
  const at = declarationLength(text);
  const reading: Reading = { text, at, scope: emptyScope(), nodes: 0, open: [], root: null, before: [], after: [] };
  while (reading.at < text.length) readNext(reading);
  const { root, before, after, open } = reading;
  if (root === null || open.length > 0) damaged('it ends too early');
  return { kind: 'document', text, before, root, after };
}

const declaration =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z0-9._-]{1,40})"|'([A-Za-z0-9._-]{1,40})'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;

function declarationLength(text: string): number {
  if (!/^<\?xml[ \t\r\n?]/.test(text)) return 0;
  const [all, double, single] = declaration.exec(text) ?? damaged('its declaration');
  if (!/^utf-8$/i.test(double ?? single ?? 'utf-8')) damaged('not UTF-8');
  return all.length;
}

function readNext(reading: Reading): void {
  const { text, at } = reading;
  if (text[at] !== '<') readCharacters(reading);
  else if (text[at + 1] === '/') closeElement(reading);
  else if (text.startsWith('<!--', at)) readComment(reading);
  else if (text.startsWith('<![CDATA[', at)) readCdata(reading);
  else if (text[at + 1] === '?') readInstruction(reading);
  else if (text[at + 1] === '!') damaged('a document type');
  else openElement(reading);
}

function readCharacters(reading: Reading): void {
  const next = reading.text.indexOf('<', reading.at);
  const end = next < 0 ? reading.text.length : next;
  const raw = reading.text.slice(reading.at, end);
  if (reading.open.length === 0 && /[^ \t\r\n]/.test(raw)) damaged('text outside the document element');
  if (reading.open.length > 0) addText(reading, readText(raw));
  reading.at = end;
}

function readCdata(reading: Reading): void {
  const [start, end] = [reading.at + 9, reading.text.indexOf(']]>', reading.at + 9)];
  if (end < 0 || reading.open.length === 0) damaged('a CDATA section');
  addText(reading, withLineFeeds(reading.text.slice(start, end)));
  reading.at = end + 3;
}

function addText(reading: Reading, text: string): void {
  const siblings = reading.open.at(-1)?.children;
  const last = siblings?.at(-1);
  if (last?.kind === 'text') last.text += text;
  else if (text !== '') add(reading, { kind: 'text', text });
}

function readComment(reading: Reading): void {
  const [start, end] = [reading.at + 4, reading.text.indexOf('--', reading.at + 4)];
  if (end < 0 || reading.text[end + 2] !== '>') damaged('a comment');
  add(reading, { kind: 'comment', text: withLineFeeds(reading.text.slice(start, end)) });
  reading.at = end + 3;
}

function readInstruction(reading: Reading): void {
  const { target, end: start } = readTarget(reading.text, reading.at);
  const end = reading.text.indexOf('?>', start);
  if (end < 0) damaged('a processing instruction');
  add(reading, instruction(target, reading.text.slice(start, end)));
  reading.at = end + 2;
}

function instruction(target: string, text: string): XmlInstruction {
  return { kind: 'instruction', target, text: withLineFeeds(text) };
}

function add(reading: Reading, node: XmlNode): void {
  reading.nodes += 1;
  if (reading.nodes > xmlLimits.nodes) tooComplex('too many nodes');
  const parent = reading.open.at(-1);
  if (parent !== undefined) parent.children.push(node);
  else if (node.kind === 'element') addRoot(reading, node);
  else if (node.kind !== 'text') (reading.root === null ? reading.before : reading.after).push(node);
}

function addRoot(reading: Reading, root: XmlElement): void {
  if (reading.root !== null) damaged('a second document element');
  reading.root = root;
}

function openElement(reading: Reading): void {
  const from = reading.at;
  const { isEmpty, end, ...tag } = readStartTag(reading.text, from, reading.scope);
  const parent = reading.open.at(-1) ?? null;
  const element: XmlElement = {
    kind: 'element',
    ...tag,
    children: [],
    parent,
    from,
    contentFrom: end,
    contentTo: end,
    to: end,
  };
  add(reading, element);
  reading.at = end;
  if (isEmpty) return leave(reading.scope, tag.declared);
  reading.open.push(element);
  if (reading.open.length > xmlLimits.depth) tooComplex('too deep');
}

function closeElement(reading: Reading): void {
  const { prefix, local, end } = readEndTag(reading.text, reading.at);
  const element = reading.open.pop();
  if (element === undefined || element.prefix !== prefix || element.local !== local) return damaged('an end tag');
  leave(reading.scope, element.declared);
  element.contentTo = reading.at;
  element.to = end;
  reading.at = end;
}
