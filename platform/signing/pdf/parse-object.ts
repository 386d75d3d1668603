import { damaged } from './bad-pdf.ts';
import type { Cursor, ValueBudget } from './cursor.ts';
import { cursorAt, isHere, requireKeyword, requireWhole, skipSpace, takeKeyword } from './cursor.ts';
import { parseValue } from './parse-value.ts';
import type { PdfDict, PdfStream, PdfValue } from './values.ts';
import { entryOf, isKind } from './values.ts';

/** An indirect object as it lies in the file. */
export type IndirectObject = { number: number; generation: number; value: PdfValue; end: number };

/**
 * The indirect object that begins at a byte of the file. The length of a stream must be exactly what it says: viewers that
 * search for `endstream` instead would see another content.
 */
export function parseObject(
  bytes: Buffer,
  at: number,
  budget: ValueBudget,
  resolve: (value: PdfValue) => PdfValue,
): IndirectObject {
  const cursor = cursorAt(bytes, at, budget);
  const number = requireWhole(cursor);
  const generation = requireWhole(cursor);
  requireKeyword(cursor, 'obj');
  const value = parseValue(cursor);
  skipSpace(cursor);
  if (isKind(value, 'dict') && takeKeyword(cursor, 'stream')) {
    const stream = parseStream(cursor, value, resolve);
    requireKeyword(cursor, 'endobj');
    return { number, generation, value: stream, end: cursor.at };
  }
  requireKeyword(cursor, 'endobj');
  return { number, generation, value, end: cursor.at };
}

function parseStream(cursor: Cursor, dict: PdfDict, resolve: (value: PdfValue) => PdfValue): PdfStream {
  if (isHere(cursor, '\r\n')) cursor.at += 2;
  else if (isHere(cursor, '\n')) cursor.at += 1;
  else damaged(`no line end behind stream at byte ${cursor.at}`);
  const start = cursor.at;
  const length = resolve(entryOf(dict, 'Length'));
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) damaged('a stream without length');
  if (start + length > cursor.bytes.length) damaged('a stream longer than the file');
  cursor.at = start + length;
  while (isHere(cursor, '\r') || isHere(cursor, '\n')) cursor.at += 1;
  if (!takeKeyword(cursor, 'endstream')) damaged(`a stream at byte ${start} that is longer or shorter than it says`);
  return { kind: 'stream', dict, raw: cursor.bytes.subarray(start, start + length) };
}
