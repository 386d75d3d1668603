import { expect, test } from 'vitest';
import { parseTypedDate, typedDateOf } from './typed-date.ts';

test.each([
  ['5/3/2020', '2020-03-05'],
  ['05-03-2020', '2020-03-05'],
  [' 05.03.2020 ', '2020-03-05'],
  ['05 03 2020', '2020-03-05'],
  ['05032020', '2020-03-05'],
  ['2020-03-05', '2020-03-05'],
  ['29/2/2020', '2020-02-29'],
])('%s is the day %s', (typed, day) => {
  expect(parseTypedDate(typed)).toBe(day);
});

test.each(['31/02/2020', '29/2/2019', '5/13/2020', '0/1/2020', '5/3/20', 'hôm qua', '', '5//2020'])(
  '%s is no day',
  (typed) => {
    expect(parseTypedDate(typed)).toBeUndefined();
  },
);

test('a stored day is shown the Vietnamese way, and what is no day stays as it is', () => {
  expect(typedDateOf('2020-03-05')).toBe('05/03/2020');
  expect(typedDateOf('31/02/2020')).toBe('31/02/2020');
});
