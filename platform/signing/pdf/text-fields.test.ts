import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fieldsOf } from './form-fields.ts';
import { openPdf } from './open-pdf.ts';
import { PdfRefused } from './pdf-refused.ts';
import { preparePdf } from './prepare-pdf.ts';
import { packedPdf, sampleObjects, tablePdf } from './sample-pdf-files.ts';
import type { TextField } from './text-fields.ts';
import { addTextFields, baselinePart, fillTextFields } from './text-fields.ts';
import { isKind, textOf } from './values.ts';

const folder = mkdtempSync(join(tmpdir(), 'cuaso-pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const number: TextField = {
  name: 'so',
  page: 1,
  rect: { x: 100, y: 600, width: 120, height: 16 },
  fontSizePt: 13,
  align: 'left',
};
const day: TextField = {
  name: 'ngay',
  page: -1,
  rect: { x: 300, y: 600, width: 170, height: 16 },
  fontSizePt: 13,
  align: 'center',
  style: 'italic',
};
const values = { so: '12/QĐ-UBND', ngay: 'ngày 05 tháng 02 năm 2026' };

function written(bytes: Buffer): string {
  const path = join(folder, 'a.pdf');
  writeFileSync(path, bytes);
  return path;
}

describe('fields that are filled in later', () => {
  test.each([
    ['a table', tablePdf()],
    ['packed objects', packedPdf()],
  ])('in a file with %s show what was filled in, in embedded letters, and are closed', (_, bytes) => {
    const empty = addTextFields(bytes, [number, day]);
    const filled = fillTextFields(empty, values);
    expect(filled.subarray(0, empty.length).equals(empty)).toBe(true);
    expect(fieldsOf(openPdf(empty)).map((field) => [field.name, field.flags, field.value])).toEqual([
      ['so', 0, null],
      ['ngay', 0, null],
    ]);
    const fields = fieldsOf(openPdf(filled));
    expect(fields.map(({ value }) => isKind(value, 'string') && textOf(value))).toEqual(Object.values(values));
    expect(fields.map(({ flags }) => flags)).toEqual([1, 1]);
    const path = written(filled);
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
    expect(text).toContain('12/QĐ-UBND');
    expect(text).toContain('ngày 05 tháng 02 năm 2026');
    const fonts = execFileSync('pdffonts', [path], { encoding: 'utf8' });
    expect(fonts).toMatch(/Tinos-Regular\s+CID TrueType\s+Identity-H\s+yes/);
    expect(fonts).toMatch(/Tinos-Italic\s+CID TrueType\s+Identity-H\s+yes/);
  });

  test('the letters stand where the field says', () => {
    const filled = fillTextFields(addTextFields(tablePdf(), [number, day]), values);
    const html = execFileSync('pdftotext', ['-bbox', written(filled), '-'], { encoding: 'utf8' });
    const word =
      /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">12/.exec(html)?.slice(1).map(Number) ?? [];
    const [left = 0, , , low = 0] = word;
    expect(left).toBeCloseTo(100, 0);
    // The lower edge of letters is their depth below the line.
    expect(842 - low).toBeCloseTo(600 + 13 * baselinePart - 13 * 0.216, 0);
  });

  test('on a turned page they are read upright where they are seen', () => {
    const turned = tablePdf({
      ...sampleObjects,
      3: (sampleObjects[3] ?? '').replace('/Contents', '/Rotate 90/Contents'),
    });
    const filled = fillTextFields(addTextFields(turned, [{ ...number, rect: { ...number.rect, y: 300 } }]), {
      so: '12',
    });
    const html = execFileSync('pdftotext', ['-bbox', written(filled), '-'], { encoding: 'utf8' });
    const [left = 0, top = 0] = /xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>12/.exec(html)?.slice(1).map(Number) ?? [];
    expect(left).toBeCloseTo(100, 0);
    expect(595 - top).toBeGreaterThan(300);
    expect(595 - top).toBeLessThan(316);
  });

  test.each([
    ['', 'nothing'],
    ['W'.repeat(300), 'what is too wide'],
    ['a\nb\tc\u202ed', 'odd characters'],
    ['汉字', 'letters that the font does not have'],
  ])('%j: %s is filled in all the same', (text) => {
    const filled = fillTextFields(addTextFields(tablePdf(), [number]), { so: text });
    const [field] = fieldsOf(openPdf(filled));
    expect(isKind(field?.value ?? null, 'string')).toBe(true);
    expect(execFileSync('pdftoppm', ['-r', '20', written(filled)]).length).toBeGreaterThan(100);
  });
});

describe('refused', () => {
  const once = () => fillTextFields(addTextFields(tablePdf(), [number]), { so: '1' });
  const prepared = () => preparePdf(tablePdf(), { now: new Date(0), signerName: 'A', reason: '', location: '' }).bytes;
  test.each<[string, () => unknown]>([
    ['no_such_field', () => fillTextFields(tablePdf(), { so: '1' })],
    ['no_such_field', () => fillTextFields(addTextFields(tablePdf(), [number]), { khac: '1' })],
    ['field_filled', () => fillTextFields(once(), { so: '2' })],
    ['already_signed', () => addTextFields(prepared(), [number])],
    ['name_taken', () => addTextFields(tablePdf(), [number, number])],
    ['name_taken', () => addTextFields(tablePdf(), [{ ...number, name: 'a.b' }])],
    ['no_such_page', () => addTextFields(tablePdf(), [{ ...number, page: 7 }])],
  ])('%s', (reason, work) => {
    expect(work).toThrow(PdfRefused);
    expect(work).toThrow(reason);
  });
});
