import { expect, test } from 'vitest';
import { opinionOf, ratingQueryOf, ratingSliceOf, ratingsOfRow } from './slice-of-address.ts';

const month = { from: '2026-03-01', to: '2026-03-31' };
const at = (query: string) => new URL(`http://x/can-bo/danh-gia${query}`);

test('an address without parameters asks for the given period by agency', () => {
  expect(ratingSliceOf(at(''), month)).toEqual({ ...month, by: 'agency' });
});

test('days are taken as people type them, and what is no day stays for the operation to refuse', () => {
  expect(ratingSliceOf(at('?from=05/03/2026&to=mai&by=unit'), month)).toEqual({
    from: '2026-03-05',
    to: 'mai',
    by: 'unit',
  });
});

test('what is no id, no dimension and no answer is left out', () => {
  expect(ratingSliceOf(at("?agencyId=' or 1&by=everything"), month)).toEqual({ ...month, by: 'agency' });
  expect(opinionOf(at('?criterion=x&opinion=y&sort=z'))).toEqual({
    criterion: 'overall',
    opinion: undefined,
    sort: 'newest',
  });
});

test('a row leads to its ratings, a month to its part of the period', () => {
  expect(ratingsOfRow({ ...month, by: 'procedure' }, '1.001193')).toEqual({ ...month, procedureCode: '1.001193' });
  const year = { from: '2026-01-15', to: '2026-12-31', by: 'month' as const };
  expect(ratingsOfRow(year, '2026-01')).toEqual({ from: '2026-01-15', to: '2026-01-31' });
  expect(ratingsOfRow({ ...month, by: 'unit' }, '')).toEqual(month);
  expect(ratingQueryOf({ from: 'a', to: undefined })).toBe('?from=a');
});
