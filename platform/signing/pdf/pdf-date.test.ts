import { expect, test } from 'vitest';
import { cornerTimeOf, instantOf, pdfDateOf } from './pdf-date.ts';

test('an instant is written with the offset of Viet Nam and read back', () => {
  const at = new Date('2026-11-27T18:05:09Z');
  expect(pdfDateOf(at)).toBe("D:20261128010509+07'00'");
  expect(instantOf(pdfDateOf(at))).toEqual(at);
  expect(cornerTimeOf(new Date('2026-11-27T07:05:09Z'))).toBe('27/11/2026 14:05:09 +07:00');
});

test.each([
  ['D:20261127', '2026-11-27T00:00:00.000Z'],
  ['20261127140509Z', '2026-11-27T14:05:09.000Z'],
  ["D:20261127140509-05'30", '2026-11-27T19:35:09.000Z'],
  ['D:20261327', undefined],
  ['hôm qua', undefined],
  ['', undefined],
])('%s', (text, expected) => {
  expect(instantOf(text)?.toISOString()).toBe(expected);
});
