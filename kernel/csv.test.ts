import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('a table becomes lines with a byte order mark, quoted only where needed', () => {
  expect(
    csvOf(
      ['Mã', 'Tên'],
      [
        ['1', 'Sở "Tư pháp", tỉnh'],
        [2, null],
        [true, 'hai\ndòng'],
      ],
    ),
  ).toBe('\ufeffMã,Tên\r\n1,"Sở ""Tư pháp"", tỉnh"\r\n2,\r\ntrue,"hai\ndòng"\r\n');
});

test('a text that a spreadsheet would run as a formula is only text', () => {
  const [, ...lines] = csvOf(['x'], [['=1+1'], ['+84'], ['-2'], ['@sum'], ['a=b'], [-2]]).split('\r\n');
  expect(lines).toEqual(["'=1+1", "'+84", "'-2", "'@sum", 'a=b', '-2', '']);
});
