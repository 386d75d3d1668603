import { damaged, tooComplex } from './bad-pdf.ts';

/** How many values may still be read from one opened file. */
export type ValueBudget = { left: number };

/** A place in bytes that are read; `isInFile` says that places in it are places in the file. */
export type Cursor = { readonly bytes: Buffer; at: number; readonly budget: ValueBudget; readonly isInFile: boolean };

/** A cursor at a place of the file; the place must lie in it. */
export function cursorAt(bytes: Buffer, at: number, budget: ValueBudget): Cursor {
  if (!Number.isSafeInteger(at) || at < 0 || at >= bytes.length) damaged(`no byte ${at}`);
  return { bytes, at, budget, isInFile: true };
}

/** Counts one more value. */
export function spend(budget: ValueBudget): void {
  budget.left -= 1;
  if (budget.left < 0) tooComplex('too many values');
}

const isSpaceByte = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) isSpaceByte[byte] = 1;
const isRegularByte = new Uint8Array(256).fill(1);
for (const byte of [0, 9, 10, 12, 13, 32, ...Buffer.from('()<>[]{}/%', 'latin1')]) isRegularByte[byte] = 0;

/** White space of ISO 32000, table 1. */
export function isSpace(byte: number | undefined): boolean {
  return byte !== undefined && isSpaceByte[byte] === 1;
}

/** A byte that belongs to a name, a number or a keyword. */
export function isRegular(byte: number | undefined): byte is number {
  return byte !== undefined && isRegularByte[byte] === 1;
}

/** Goes over white space and comments. */
export function skipSpace(cursor: Cursor): void {
  const { bytes } = cursor;
  for (;;) {
    while (isSpace(bytes[cursor.at])) cursor.at += 1;
    if (bytes[cursor.at] !== 0x25) return;
    while (cursor.at < bytes.length && bytes[cursor.at] !== 10 && bytes[cursor.at] !== 13) cursor.at += 1;
  }
}

/** Whether these letters stand here. */
export function isHere({ bytes, at }: Cursor, letters: string): boolean {
  for (let i = 0; i < letters.length; i += 1) if (bytes[at + i] !== letters.charCodeAt(i)) return false;
  return true;
}

/** Whether this keyword stands here as a whole; goes over it if so. */
export function takeKeyword(cursor: Cursor, word: string): boolean {
  if (!isHere(cursor, word) || isRegular(cursor.bytes[cursor.at + word.length])) return false;
  cursor.at += word.length;
  return true;
}

/** Goes over a keyword that must stand here, after white space. */
export function requireKeyword(cursor: Cursor, word: string): void {
  skipSpace(cursor);
  if (!takeKeyword(cursor, word)) damaged(`no ${word} at byte ${cursor.at}`);
}

const longestToken = 4096;

/** The letters of a name, a number or a keyword; empty where none stands here. */
export function takeRegular(cursor: Cursor): string {
  const start = cursor.at;
  while (isRegular(cursor.bytes[cursor.at])) {
    cursor.at += 1;
    if (cursor.at - start > longestToken) damaged('an endless word');
  }
  return cursor.bytes.toString('latin1', start, cursor.at);
}

/** A whole number without sign that must stand here, after white space. */
export function requireWhole(cursor: Cursor): number {
  skipSpace(cursor);
  const text = takeRegular(cursor);
  if (!/^\d{1,15}$/.test(text)) damaged(`no whole number at byte ${cursor.at}`);
  return Number(text);
}
