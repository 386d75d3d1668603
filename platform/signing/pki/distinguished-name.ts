import { identifierIn } from './der-values.ts';
import { type Element, listOf, membersOf, tags } from './read-der.ts';

/** A name of X.501: its parts in the order of the certificate. */
export type DistinguishedName = { parts: readonly { type: string; text: string; rdn: number }[] };

const most = 50;

const labels: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'T',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '1.2.840.113549.1.9.1': 'E',
};

/** Reads a name. */
export function readName(name: Element): DistinguishedName {
  const rdns = listOf(name, most);
  const parts = rdns.flatMap((set, rdn) =>
    listOf(set, most, tags.set).map((pair) => {
      const members = membersOf(pair);
      const type = identifierIn(members.take());
      const text = textIn(members.take());
      members.end();
      return { type, text, rdn };
    }),
  );
  return { parts };
}

/** The name on one line, the most specific part first; a value that could be taken for two parts stands in quotes. */
export function lineOf({ parts }: DistinguishedName): string {
  const rdns = Map.groupBy(parts, ({ rdn }) => rdn);
  return [...rdns.values()]
    .toReversed()
    .map((same) => same.map(({ type, text }) => `${labels[type] ?? type}=${quoted(text)}`).join(' + '))
    .join(', ');
}

/** The first part of this type; empty where there is none. */
export function partOf({ parts }: DistinguishedName, type: string): string {
  return parts.find((one) => one.type === type)?.text ?? '';
}

function quoted(text: string): string {
  return /[,+=;"\\]/.test(text) ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : text;
}

/** A string of any of the types that names are written in; what would hide or reorder letters on a screen is shown. */
export function textIn({ tag, content }: Pick<Element, 'tag' | 'content'>): string {
  return decoded(tag, content).toWellFormed().replaceAll(unseen, '\uFFFD');
}

const unseen = /[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu;
const wide = 0x1e;
const universal = 0x1c;
const utf8 = 0x0c;
/** NumericString, PrintableString, T61String, IA5String, VisibleString. */
const singleByte = new Set([0x12, 0x13, 0x14, 0x16, 0x1a]);

function decoded(tag: number, content: Buffer): string {
  if (tag === utf8) return content.toString('utf8');
  if (tag === wide && content.length % 2 === 0) return Buffer.from(content).swap16().toString('utf16le');
  if (tag === universal && content.length % 4 === 0) return fourByteText(content);
  return singleByte.has(tag) ? content.toString('latin1') : `#${content.toString('hex')}`;
}

function fourByteText(content: Buffer): string {
  const points = Array.from({ length: content.length / 4 }, (_, i) => content.readUInt32BE(4 * i));
  return points.map((point) => (point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point))).join('');
}
