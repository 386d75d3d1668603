import { describe, expect, test } from 'vitest';
import { addObject, appendUpdate, beginUpdate, replaceObject, streamValue } from './append-update.ts';
import { openPdf } from './open-pdf.ts';
import { hybridPdf, linearisedPdf, packedPdf, savedAgain, tablePdf } from './sample-pdf-files.ts';
import { arrayValue, dictValue, entryOf, isSame, nameValue, refValue, textOf, textValue } from './values.ts';
import { writtenNumber, writtenValue } from './write-value.ts';

describe('an update is appended', () => {
  test.each([
    ['table', tablePdf()],
    ['stream', packedPdf()],
    ['table', hybridPdf()],
    ['table', linearisedPdf()],
    ['table', tablePdf().subarray(0, -1)],
  ] as const)('to a file with a %s', (form, bytes) => {
    const update = beginUpdate(openPdf(bytes));
    const font = refValue(5);
    replaceObject(update, font, dictValue({ Type: nameValue('Font'), BaseFont: nameValue('A b#') }));
    const added = addObject(update, streamValue(dictValue({}), Buffer.alloc(1000, 'a')));
    const { bytes: updated } = appendUpdate(update);
    const file = openPdf(updated);
    expect(updated.subarray(0, bytes.length).equals(bytes)).toBe(true);
    expect(file.revisions.at(-1)?.form).toBe(form);
    expect(file.isSizeRight).toBe(true);
    expect(isSame(file.load(5), dictValue({ Type: nameValue('Font'), BaseFont: nameValue('A b#') }))).toBe(true);
    const stream = file.load(added.number);
    expect(
      stream !== null && typeof stream === 'object' && stream.kind === 'stream' && file.unpack(stream).length,
    ).toBe(1000);
    expect(isSame(entryOf(file.trailer, 'ID'), entryOf(openPdf(bytes).trailer, 'ID'))).toBe(true);
  });

  test('new objects take no number that was ever used, even where /Size says less', () => {
    const careless = savedAgain(tablePdf(), { 20: '1' });
    const lying = Buffer.from(careless.toString('latin1').replaceAll('/Size 21', '/Size 3 '), 'latin1');
    expect(openPdf(lying).isSizeRight).toBe(false);
    expect(addObject(beginUpdate(openPdf(lying)), 1).number).toBe(21);
  });
});

describe('values are written so that they are read again', () => {
  test.each([0, -1, 0.5, 777.83203, 1e-7, 123456789012, -0.000001, 1e21])('the number %d', (value) => {
    expect(writtenNumber(value)).toMatch(/^-?\d+(\.\d+)?$/);
    expect(Number(writtenNumber(value))).toBeCloseTo(value, 6);
  });

  test.each(['', 'Ký duyệt', 'a(b)\\c', 'đường\ndây', '𠀀 chữ Nôm'])('the text %j', (text) => {
    const file = openPdf(appendUpdate(replacing(textValue(text))).bytes);
    const value = file.load(5);
    expect(value !== null && typeof value === 'object' && value.kind === 'string' && textOf(value)).toBe(text);
  });

  test('arrays of everything', () => {
    const value = arrayValue([
      null,
      true,
      1.5,
      nameValue('a/b c#d'),
      textValue('x'),
      refValue(3),
      dictValue({ K: arrayValue([]) }),
    ]);
    const file = openPdf(appendUpdate(replacing(value)).bytes);
    expect(isSame(file.load(5), value)).toBe(true);
    expect(writtenValue(value).toString()).not.toMatch(/[^\x20-\x7e\n]/);
  });
});

function replacing(value: Parameters<typeof replaceObject>[2]) {
  const update = beginUpdate(openPdf(tablePdf()));
  replaceObject(update, refValue(5), value);
  return update;
}
