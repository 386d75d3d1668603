import { damaged } from './bad-pdf.ts';
import type { Cursor } from './cursor.ts';
import { isSpace } from './cursor.ts';
import type { PdfString } from './values.ts';

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12, '(': 40, ')': 41, '\\': 92 };

/** A string in parentheses (ISO 32000, 7.3.4.2); the cursor stands at the first. */
export function parseLiteralString(cursor: Cursor): PdfString {
  const start = cursor.at;
  const { bytes } = cursor;
  const plain = plainEnd(bytes, start + 1);
  if (plain !== null) {
    cursor.at = plain + 1;
    return located(cursor, start, bytes.subarray(start + 1, plain), 'literal');
  }
  const content: number[] = [];
  let open = 1;
  cursor.at += 1;
  for (;;) {
    const byte = bytes[cursor.at];
    if (byte === undefined) damaged('a string without end');
    cursor.at += 1;
    if (byte === 0x28) open += 1;
    if (byte === 0x29) open -= 1;
    if (open === 0) break;
    if (byte === 0x5c) takeEscape(cursor, content);
    else if (byte === 13) takeLineEnd(cursor, content);
    else content.push(byte);
  }
  return located(cursor, start, Buffer.from(content), 'literal');
}

/** Where a string ends in which every byte stands for itself; null for others. */
function plainEnd(bytes: Buffer, from: number): number | null {
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x29) return at;
    if (byte === 0x28 || byte === 0x5c || byte === 13) return null;
  }
  return null;
}

/** A line end in a string is a line feed however it is written. */
function takeLineEnd(cursor: Cursor, content: number[]): void {
  if (cursor.bytes[cursor.at] === 10) cursor.at += 1;
  content.push(10);
}

function takeEscape(cursor: Cursor, content: number[]): void {
  const byte = cursor.bytes[cursor.at];
  if (byte === undefined) damaged('a string without end');
  if (byte >= 0x30 && byte <= 0x37) {
    let code = 0;
    for (let i = 0; i < 3; i += 1) {
      const digit = cursor.bytes[cursor.at];
      if (digit === undefined || digit < 0x30 || digit > 0x37) break;
      code = code * 8 + digit - 0x30;
      cursor.at += 1;
    }
    content.push(code & 0xff);
    return;
  }
  cursor.at += 1;
  if (byte === 10) return;
  if (byte === 13) {
    if (cursor.bytes[cursor.at] === 10) cursor.at += 1;
    return;
  }
  content.push(escapes[String.fromCharCode(byte)] ?? byte);
}

/** A string in hexadecimal (ISO 32000, 7.3.4.3); the cursor stands at its `<`. */
export function parseHexString(cursor: Cursor): PdfString {
  const start = cursor.at;
  const end = cursor.bytes.indexOf(0x3e, start);
  if (end < 0) damaged('a string without end');
  const digits = Buffer.alloc(end - start);
  let count = 0;
  for (let i = start + 1; i < end; i += 1) {
    const byte = cursor.bytes[i] ?? 0;
    if (isSpace(byte)) continue;
    if (!isHexDigit(byte)) damaged(`no hexadecimal digit at byte ${i}`);
    digits[count] = byte;
    count += 1;
  }
  // An odd last digit is followed by a zero that is not written.
  if (count % 2 === 1) {
    digits[count] = 0x30;
    count += 1;
  }
  cursor.at = end + 1;
  return located(cursor, start, Buffer.from(digits.toString('latin1', 0, count), 'hex'), 'hex');
}

function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

function located(cursor: Cursor, start: number, bytes: Buffer, form: 'hex' | 'literal'): PdfString {
  const [at, end] = cursor.isInFile ? [start, cursor.at] : [-1, -1];
  return { kind: 'string', bytes, isHex: form === 'hex', at, end };
}
