import { isRegular } from './cursor.ts';
import type { PdfString, PdfValue } from './values.ts';

/** A value as it is written into a file; streams too. */
export function writtenValue(value: PdfValue): Buffer {
  const parts: Buffer[] = [];
  write(value, parts);
  return Buffer.concat(parts);
}

function write(value: PdfValue, parts: Buffer[]): void {
  const text = (written: string): void => void parts.push(Buffer.from(written, 'latin1'));
  if (value === null) return text('null');
  if (typeof value === 'boolean') return text(String(value));
  if (typeof value === 'number') return text(writtenNumber(value));
  switch (value.kind) {
    case 'name':
      return text(writtenName(value.text));
    case 'string':
      return text(writtenString(value));
    case 'ref':
      return text(`${value.number} ${value.generation} R`);
    case 'array':
      text('[');
      value.items.forEach((item, i) => {
        if (i > 0) text(' ');
        write(item, parts);
      });
      return text(']');
    case 'dict':
      text('<<');
      for (const [key, entry] of value.entries) {
        text(`${writtenName(key)} `);
        write(entry, parts);
        text('\n');
      }
      return text('>>');
    case 'stream':
      write(value.dict, parts);
      text('\nstream\n');
      parts.push(value.raw);
      return text('\nendstream');
  }
}

/** A number without exponent, with at most six places. */
export function writtenNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('a PDF has only finite numbers');
  if (Number.isInteger(value)) return BigInt(value).toString();
  const text = String(value);
  return /e/.test(text) || text.length > 16 ? value.toFixed(6).replace(/\.?0+$/, '') : text;
}

function writtenName(name: string): string {
  const letters = [...Buffer.from(name, 'latin1')].map((byte) =>
    isRegular(byte) && byte > 0x20 && byte < 0x7f && byte !== 0x23
      ? String.fromCharCode(byte)
      : `#${byte.toString(16).padStart(2, '0')}`,
  );
  return `/${letters.join('')}`;
}

function writtenString({ bytes, isHex }: PdfString): string {
  const text = bytes.toString('latin1');
  if (isHex || !/^[\x20-\x7e]*$/.test(text)) return `<${bytes.toString('hex')}>`;
  return `(${text.replace(/[\\()]/g, String.raw`\$&`)})`;
}
