import { inflateSync } from 'node:zlib';
import { damaged, tooComplex } from './bad-pdf.ts';
import type { PdfDict, PdfStream, PdfValue } from './values.ts';
import { entryOf, isKind } from './values.ts';

/** How many bytes may still be unpacked from one opened file. */
export type InflateBudget = { left: number };

type Resolve = (value: PdfValue) => PdfValue;

/** The content of a stream that is unpacked or packed with Flate, with its predictor undone. */
export function unpackStream(stream: PdfStream, budget: InflateBudget, resolve: Resolve): Buffer {
  const filters = listOf(resolve(entryOf(stream.dict, 'Filter')), resolve);
  const parameters = listOf(resolve(entryOf(stream.dict, 'DecodeParms')), resolve);
  if (entryOf(stream.dict, 'F') !== null) damaged('a stream in another file');
  return filters.reduce<Buffer>((bytes, filter, i) => {
    if (!isKind(filter, 'name') || filter.text !== 'FlateDecode') tooComplex('a stream with an unusual filter');
    const plain = inflated(bytes, budget);
    const parameter = parameters[i] ?? null;
    return isKind(parameter, 'dict') ? withoutPredictor(plain, parameter, resolve) : plain;
  }, stream.raw);
}

function listOf(value: PdfValue, resolve: Resolve): PdfValue[] {
  if (value === null) return [];
  return isKind(value, 'array') ? value.items.map(resolve) : [value];
}

function inflated(bytes: Buffer, budget: InflateBudget): Buffer {
  if (budget.left <= 0) tooComplex('too much is packed in streams');
  try {
    const plain = inflateSync(bytes, { maxOutputLength: budget.left });
    budget.left -= plain.length;
    return plain;
  } catch (error) {
    if (error instanceof RangeError) tooComplex('too much is packed in streams');
    damaged('a stream that cannot be unpacked');
  }
}

function withoutPredictor(plain: Buffer, parameters: PdfDict, resolve: Resolve): Buffer {
  const number = (key: string, otherwise: number): number => {
    const value = resolve(entryOf(parameters, key));
    return typeof value === 'number' ? value : otherwise;
  };
  const predictor = number('Predictor', 1);
  if (predictor === 1) return plain;
  if (predictor < 10 || predictor > 15) tooComplex('an unusual predictor');
  const [colors, bits, columns] = [number('Colors', 1), number('BitsPerComponent', 8), number('Columns', 1)];
  const isSane = [colors, bits, columns].every((n) => Number.isInteger(n) && n > 0) && colors <= 32 && bits <= 16;
  if (!isSane || columns > 1_000_000) damaged('a predictor with impossible measures');
  return unfiltered(plain, Math.ceil((colors * bits * columns) / 8), Math.max(1, Math.ceil((colors * bits) / 8)));
}

/** Undoes the row filters of PNG (RFC 2083, chapter 6); each row has its filter in front. */
function unfiltered(plain: Buffer, rowBytes: number, pixelBytes: number): Buffer {
  if (plain.length % (rowBytes + 1) !== 0) damaged('a predictor with half a row');
  const rows = plain.length / (rowBytes + 1);
  const result = Buffer.alloc(rows * rowBytes);
  for (let row = 0; row < rows; row += 1) {
    const from = row * (rowBytes + 1) + 1;
    const to = row * rowBytes;
    const filter = plain[from - 1] ?? 0;
    if (filter > 4) damaged('an unknown row filter');
    for (let i = 0; i < rowBytes; i += 1) {
      const left = i >= pixelBytes ? (result[to + i - pixelBytes] ?? 0) : 0;
      const up = row > 0 ? (result[to + i - rowBytes] ?? 0) : 0;
      const corner = row > 0 && i >= pixelBytes ? (result[to + i - rowBytes - pixelBytes] ?? 0) : 0;
      result[to + i] = (plain[from + i] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return result;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
