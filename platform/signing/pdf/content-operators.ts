import { damaged, tooComplex } from './bad-pdf.ts';
import type { Cursor, ValueBudget } from './cursor.ts';
import { isSpace, skipSpace, takeRegular } from './cursor.ts';
import { parseValue } from './parse-value.ts';
import type { PdfValue } from './values.ts';

/** An operator of a content stream with its operands (ISO 32000, 7.8.2). */
export type Operator = { name: string; operands: PdfValue[] };

const mostOperands = 64;

/** The operators of a content stream; the pixels of inline images are gone over. */
export function* operatorsOf(content: Buffer, budget: ValueBudget): Generator<Operator> {
  const cursor: Cursor = { bytes: content, at: 0, budget, isInFile: false };
  let operands: PdfValue[] = [];
  for (;;) {
    skipSpace(cursor);
    if (cursor.at >= content.length) return;
    if (isOperand(cursor)) {
      operands.push(parseValue(cursor));
      if (operands.length > mostOperands) tooComplex('an operator with too many operands');
      continue;
    }
    const name = takeRegular(cursor);
    if (name === '') damaged('no operator in a content stream');
    if (name === 'ID') skipPixels(cursor);
    yield { name, operands };
    operands = [];
  }
}

function isOperand(cursor: Cursor): boolean {
  const byte = cursor.bytes[cursor.at] ?? 0;
  // Numbers, and everything that opens with a delimiter.
  if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e) return true;
  if (byte === 0x2f || byte === 0x28 || byte === 0x3c || byte === 0x5b) return true;
  return /^(true|false|null)(?![^\s[\]()<>/%])/.test(cursor.bytes.toString('latin1', cursor.at, cursor.at + 6));
}

/** An inline image ends with EI between white space (ISO 32000, 8.9.7). */
function skipPixels(cursor: Cursor): void {
  for (;;) {
    const found = cursor.bytes.indexOf('EI', cursor.at);
    if (found < 0) damaged('an inline image without end');
    cursor.at = found + 2;
    const isEnd = cursor.at >= cursor.bytes.length || isSpace(cursor.bytes[cursor.at]);
    if (isEnd && isSpace(cursor.bytes[found - 1])) return;
  }
}
