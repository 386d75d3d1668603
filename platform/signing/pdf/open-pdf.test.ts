import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { BadPdfReason } from './bad-pdf.ts';
import { BadPdf } from './bad-pdf.ts';
import { openPdf } from './open-pdf.ts';
import { pageContent } from './page-content.ts';
import { pagesOf } from './pages.ts';
import {
  appendedPdf,
  hybridPdf,
  lastSectionOf,
  linearisedPdf,
  packedPdf,
  sampleObjects,
  savedAgain,
  scannedPdf,
  streamBody,
  tablePdf,
} from './sample-pdf-files.ts';
import { entryOf, isKind } from './values.ts';

const refusal = (bytes: Buffer): BadPdfReason | 'opened' => {
  try {
    const file = openPdf(bytes);
    for (const number of file.entries.keys()) file.load(number);
    for (const page of pagesOf(file)) pageContent(file, page.dict);
    return 'opened';
  } catch (error) {
    if (error instanceof BadPdf) return error.reason;
    throw error;
  }
};

const replaced = (bytes: Buffer, from: string, to: string): Buffer =>
  Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');

describe('a file is opened through its cross-reference sections', () => {
  test.each([
    ['a table', tablePdf(), 1],
    ['packed objects', packedPdf(), 1],
    ['a hybrid file', hybridPdf(), 2],
    ['a linearised file', linearisedPdf(), 1],
    ['a linearised file that was saved again', savedAgain(linearisedPdf(), { 6: '<<>>' }), 2],
    ['a second saving', savedAgain(tablePdf(), { 6: '<<>>' }), 2],
    ['white space behind the end', Buffer.concat([tablePdf(), Buffer.from('\r\n\n')]), 1],
    ['no line end behind the end', tablePdf().subarray(0, -1), 1],
  ])('%s', (_, bytes, revisions) => {
    const file = openPdf(bytes);
    expect(file.revisions).toHaveLength(revisions);
    const [page] = pagesOf(file);
    expect(page?.box.width).toBe(595);
    expect(page === undefined ? '' : pageContent(file, page.dict).toString()).toMatch(/Tj ET/);
    expect(file.revisions.at(-1)?.end).toBe(bytes.lastIndexOf('%%EOF') + 5);
  });

  test('the newest saving of an object counts, and the ends of all savings are known', () => {
    const first = tablePdf();
    const second = savedAgain(first, { 4: streamBody('BT (moi) Tj ET') });
    const file = openPdf(second);
    expect(pageContent(file, pagesOf(file)[0]?.dict ?? file.catalog).toString()).toBe('BT (moi) Tj ET\n');
    expect(file.revisions.map(({ end }) => end)).toEqual([first.length - 1, second.length - 1]);
  });

  test('an object that a later saving calls free is gone', () => {
    const file = openPdf(savedAgain(tablePdf(), {}, { freed: [5] }));
    expect(file.load(5)).toBeNull();
  });

  test('a reference with another generation names nothing', () => {
    const objects = { ...sampleObjects, 6: '[5 0 R 5 1 R]' };
    const file = openPdf(tablePdf(objects));
    const list = file.load(6);
    expect(isKind(list, 'array') ? list.items.map((item) => file.resolve(item) === null) : []).toEqual([false, true]);
  });

  test('all kinds of values are read', () => {
    const body =
      '<</A true/B false/C null/D -1.5/E .5/F +7/G(a\\(b\\)\\n\\101(c)\\\\)/H<48 6>/I/a#42c/J[1 2 R 3 0 R]/K<</L 1>>%x\n>>';
    const value = openPdf(tablePdf({ ...sampleObjects, 6: body.replace('1 2 R ', '1 2 ') })).load(6);
    if (!isKind(value, 'dict')) throw new Error('no dictionary');
    const text = (key: string): string => {
      const entry = entryOf(value, key);
      return isKind(entry, 'string') ? entry.bytes.toString('latin1') : '';
    };
    expect(['A', 'B', 'C', 'D', 'E', 'F'].map((key) => entryOf(value, key))).toEqual([true, false, null, -1.5, 0.5, 7]);
    expect([text('G'), text('H')]).toEqual(['a(b)\nA(c)\\', 'H`']);
    expect(entryOf(value, 'I')).toEqual({ kind: 'name', text: 'aBc' });
    expect(entryOf(value, 'J')).toEqual({ kind: 'array', items: [1, 2, { kind: 'ref', number: 3, generation: 0 }] });
  });
});

describe('a file on which viewers would disagree is refused', () => {
  const table = tablePdf();
  const at = lastSectionOf(table);
  test.each<[string, BadPdfReason, Buffer]>([
    ['nothing', 'damaged', Buffer.alloc(0)],
    ['no header', 'damaged', Buffer.concat([Buffer.from(' '), table])],
    ['cut off', 'damaged', table.subarray(0, -30)],
    ['something behind the end', 'damaged', Buffer.concat([table, Buffer.from('<html>')])],
    ['startxref beside the section', 'damaged', replaced(table, `startxref\n${at}`, `startxref\n${at + 1}`)],
    ['startxref beyond the file', 'damaged', replaced(table, `startxref\n${at}`, 'startxref\n999999')],
    [
      'only a startxref to an older section',
      'damaged',
      Buffer.from(`${savedAgain(table, { 6: '1' }).toString('latin1')}startxref\n${at}\n%%EOF\n`, 'latin1'),
    ],
    ['a circle of sections', 'damaged', savedAgain(table, {}, { previous: table.length })],
    [
      'a table that points to another object',
      'damaged',
      savedAgain(table, {}, { places: { 4: table.indexOf('5 0 obj') } }),
    ],
    ['an object named twice in one section', 'damaged', replaced(table, '5 1\n', '4 1\n')],
    ['a key with two values', 'damaged', tablePdf({ ...sampleObjects, 5: '<</Type/Font/Type/Page>>' })],
    [
      'a key with two values behind an escape',
      'damaged',
      tablePdf({ ...sampleObjects, 5: '<</Type/Font/T#79pe/Page>>' }),
    ],
    [
      'a stream longer than it says',
      'damaged',
      tablePdf({ ...sampleObjects, 4: '<</Length 2>>\nstream\nabcdef\nendstream' }),
    ],
    [
      'a stream beyond the file',
      'damaged',
      tablePdf({ ...sampleObjects, 4: '<</Length 99999>>\nstream\na\nendstream' }),
    ],
    [
      'a stream whose length is itself',
      'damaged',
      tablePdf({ ...sampleObjects, 4: '<</Length 4 0 R>>\nstream\na\nendstream' }),
    ],
    ['a string without end', 'damaged', tablePdf({ ...sampleObjects, 5: '(abc' })],
    [
      'a page that is twice in the tree',
      'damaged',
      tablePdf({ ...sampleObjects, 2: '<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>' }),
    ],
    [
      'a tree of pages in a circle',
      'damaged',
      tablePdf({ ...sampleObjects, 2: '<</Type/Pages/Kids[2 0 R]/Count 1>>' }),
    ],
    ['no catalogue', 'damaged', tablePdf({ 1: '7' })],
    ['references in a circle', 'damaged', tablePdf({ ...sampleObjects, 2: '2 0 R' })],
    ['locked by a password', 'encrypted', tablePdf(sampleObjects, '/Encrypt 5 0 R')],
    ['locked in an older saving', 'encrypted', savedAgain(tablePdf(sampleObjects, '/Encrypt 5 0 R'), { 6: '1' })],
    ['values too deep', 'too_complex', tablePdf({ ...sampleObjects, 5: '['.repeat(5000) })],
    ['an unknown packing', 'too_complex', tablePdf({ ...sampleObjects, 4: streamBody('abc', '/Filter/LZWDecode') })],
    ['an object number beyond all measure', 'too_complex', replaced(table, '5 1\n', '99999999 1\n')],
  ])('%s', (_, reason, bytes) => {
    expect(refusal(bytes)).toBe(reason);
  });

  test('the samples themselves are opened', () => {
    const samples = [table, packedPdf(), hybridPdf(), linearisedPdf(), scannedPdf()];
    expect(samples.map(refusal)).toEqual(samples.map(() => 'opened'));
  });

  test('the stream of a hybrid file that contradicts its table is refused', () => {
    const hybrid = hybridPdf();
    const contradicting = replaced(hybrid, 'xref\n0 0\n', `xref\n7 1\n0000000009 00000 n \n`);
    expect(refusal(contradicting)).toBe('damaged');
  });

  test('more savings than anybody makes are too many', () => {
    let bytes = tablePdf();
    for (let i = 0; i < 200; i += 1) bytes = savedAgain(bytes, { 6: String(i) });
    expect(refusal(bytes)).toBe('too_complex');
  });

  test('what swells beyond the limit when unpacked is refused', () => {
    const packed = deflateSync(Buffer.alloc(70 * 1024 * 1024)).toString('latin1');
    const body = `<</Filter/FlateDecode/Length ${packed.length}>>\nstream\n${packed}\nendstream`;
    expect(refusal(tablePdf({ ...sampleObjects, 4: body }))).toBe('too_complex');
  });

  test('a cross-reference stream with impossible widths or too few rows is refused', () => {
    const broken = (entries: string): Buffer => {
      const head = '%PDF-1.7\n';
      const body = `1 0 obj\n<</Type/XRef/Root 2 0 R/Length 4${entries}>>\nstream\nabcd\nendstream\nendobj\nstartxref\n9\n%%EOF\n`;
      return Buffer.from(head + body, 'latin1');
    };
    const all = [
      '/Size 9/W[0 0 0]',
      '/Size 9/W[1 2 1]',
      '/Size 1/W[1 2 99]',
      '/Size 1/W[1 2]',
      '/Size 1/W[1 -2 1]',
      '/W[1 2 1]/Index[0 99999999999999]',
      '/W[1 2 1]/Index[0]',
    ];
    expect(all.map((entries) => refusal(broken(entries)))).toEqual(all.map(() => 'damaged'));
  });

  test('a file that was never saved with a table is not repaired by searching', () => {
    const bytes = appendedPdf(Buffer.from('%PDF-1.7\n'), sampleObjects);
    expect(
      refusal(Buffer.from(bytes.toString('latin1').replace(/xref[\s\S]*$/, 'startxref\n0\n%%EOF\n'), 'latin1')),
    ).toBe('damaged');
  });
});
