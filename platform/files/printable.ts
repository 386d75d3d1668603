import { drawableOf, tinosFaces } from './tinos.ts';
import type { Printed } from './typeset.ts';

let drawable: ReadonlySet<number> | undefined;

/**
 * The value with texts that the font can draw: composed, without control and direction characters, and with □ for what
 * Tinos does not have (PDF/A allows no missing letter, and one odd letter must not keep a receipt from being printed).
 */
export function printable(value: Printed): Printed {
  if (typeof value === 'string') return printableText(value);
  if (Array.isArray(value)) return value.map(printable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, printable(one as Printed)]));
}

function printableText(text: string): string {
  drawable ??= drawableOf(tinosFaces()[0] ?? Buffer.alloc(0));
  const known = drawable;
  const clean = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\p{Zs}\t]/gu, ' ')
    .replace(/[^\P{C}\n]/gu, '');
  let drawn = '';
  for (const letter of clean) {
    drawn += letter === '\n' || known.has(letter.codePointAt(0) ?? 0) ? letter : '□';
  }
  return drawn;
}
