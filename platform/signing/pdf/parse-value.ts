import { damaged, pdfLimits, tooComplex } from './bad-pdf.ts';
import type { Cursor } from './cursor.ts';
import { isHere, skipSpace, spend, takeKeyword, takeRegular } from './cursor.ts';
import { parseHexString, parseLiteralString } from './parse-string.ts';
import type { PdfArray, PdfDict, PdfName, PdfRef, PdfValue } from './values.ts';
import { isSame } from './values.ts';

/** The value that stands here, after white space: everything of ISO 32000, 7.3, but streams. */
export function parseValue(cursor: Cursor, depth = 0): PdfValue {
  if (depth > pdfLimits.depth) tooComplex('values lie too deep in each other');
  spend(cursor.budget);
  skipSpace(cursor);
  const byte = cursor.bytes[cursor.at];
  if (byte === undefined) damaged('the file ends within a value');
  if (byte === 0x2f) return parseName(cursor);
  if (byte === 0x28) return parseLiteralString(cursor);
  if (byte === 0x5b) return parseArray(cursor, depth);
  if (byte === 0x3c) return isHere(cursor, '<<') ? parseDict(cursor, depth) : parseHexString(cursor);
  if (byte === 0x74 && takeKeyword(cursor, 'true')) return true;
  if (byte === 0x66 && takeKeyword(cursor, 'false')) return false;
  if (byte === 0x6e && takeKeyword(cursor, 'null')) return null;
  return parseNumber(cursor);
}

/** A dictionary that must stand here, after white space. */
export function requireDict(cursor: Cursor): PdfDict {
  skipSpace(cursor);
  if (!isHere(cursor, '<<')) damaged(`no dictionary at byte ${cursor.at}`);
  return parseDict(cursor, 0);
}

function parseNumber(cursor: Cursor): number | PdfRef {
  const text = takeRegular(cursor);
  if (!/^[+-]?(\d{1,20}(\.\d*)?|\.\d+)$/.test(text)) damaged(`no value at byte ${cursor.at}`);
  const value = Number(text);
  if (/^\d{1,10}$/.test(text)) return refHere(cursor, value) ?? value;
  return value;
}

/** Two whole numbers and an R are a reference. */
function refHere(cursor: Cursor, number: number): PdfRef | undefined {
  const before = cursor.at;
  skipSpace(cursor);
  if (isDigit(cursor)) {
    const generation = takeRegular(cursor);
    skipSpace(cursor);
    const isRef = cursor.bytes[cursor.at] === 0x52 && /^\d{1,5}$/.test(generation) && takeKeyword(cursor, 'R');
    if (isRef) return { kind: 'ref', number, generation: Number(generation) };
  }
  cursor.at = before;
  return undefined;
}

function isDigit({ bytes, at }: Cursor): boolean {
  const byte = bytes[at] ?? 0;
  return byte >= 0x30 && byte <= 0x39;
}

function parseName(cursor: Cursor): PdfName {
  cursor.at += 1;
  const written = takeRegular(cursor);
  if (!written.includes('#')) return { kind: 'name', text: written };
  const text = written.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (text.includes('\0')) damaged('a name with a zero byte');
  return { kind: 'name', text };
}

function parseArray(cursor: Cursor, depth: number): PdfArray {
  cursor.at += 1;
  const items: PdfValue[] = [];
  for (;;) {
    skipSpace(cursor);
    if (cursor.bytes[cursor.at] === 0x5d) {
      cursor.at += 1;
      return { kind: 'array', items };
    }
    items.push(parseValue(cursor, depth + 1));
  }
}

function parseDict(cursor: Cursor, depth: number): PdfDict {
  cursor.at += 2;
  const entries = new Map<string, PdfValue>();
  for (;;) {
    skipSpace(cursor);
    if (isHere(cursor, '>>')) {
      cursor.at += 2;
      break;
    }
    if (cursor.bytes[cursor.at] !== 0x2f) damaged(`no key at byte ${cursor.at}`);
    const key = parseName(cursor).text;
    const value = parseValue(cursor, depth + 1);
    const known = entries.get(key);
    // Some viewers take the first of two equal keys and some the last: what people see would depend on the viewer.
    if (known !== undefined && !isSame(known, value)) damaged(`two values of /${key}`);
    entries.set(key, value);
  }
  for (const [key, value] of entries) if (value === null) entries.delete(key);
  return { kind: 'dict', entries };
}
