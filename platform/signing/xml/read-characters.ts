import { damaged, tooComplex, xmlLimits } from './bad-xml.ts';

const noCharacter = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** The text of an XML file: UTF-8 with or without its mark, and only characters that XML 1.0 has (section 2.2). */
export function decodedXml(xml: string | Uint8Array): string {
  if (xml.length > xmlLimits.length) tooComplex('too long');
  const text = typeof xml === 'string' ? xml.replace(/^\uFEFF/, '') : decoded(xml);
  if (noCharacter.test(text)) damaged('a character that XML does not have');
  return text;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return damaged('not UTF-8');
  }
}

/** One kind of line end (section 2.11). */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** The text between tags as it is meant. */
export function readText(raw: string): string {
  if (raw.includes(']]>')) damaged(']]> in text');
  return withReferences(withLineFeeds(raw));
}

/** The value of an attribute as it is meant: white space that is written itself becomes a space (section 3.3.3). */
export function readValue(raw: string): string {
  return withReferences(withLineFeeds(raw).replace(/[\t\n]/g, ' '));
}

const reference = /&(?:([a-z]{2,4})|#(\d{1,10})|#x([0-9a-fA-F]{1,8}));|&/g;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** There are no entities but the five of XML itself, because there is no document type. */
function withReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(reference, (_all, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? '') : damaged('an unknown entity');
    if (decimal !== undefined) return characterOf(Number.parseInt(decimal, 10));
    return hex === undefined ? damaged('a lone &') : characterOf(Number.parseInt(hex, 16));
  });
}

function characterOf(code: number): string {
  const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\0';
  return noCharacter.test(character) ? damaged('a reference to a character that XML does not have') : character;
}
