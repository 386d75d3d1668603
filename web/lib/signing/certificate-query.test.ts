import { expect, test } from 'vitest';
import { certificateQueryOf } from './certificate-query.ts';

const agencyId = '0198a7c0-0000-7000-8000-000000000001';
const query = (search: string) => certificateQueryOf(new URL(`http://a/b${search}`));

test('an address asks for what it says', () => {
  expect(
    query(`?tim=Mai&loai=agency&thiet-bi=hsm&tinh-trang=expiring&thu-tu=holder&co-quan=${agencyId}&trang=3`),
  ).toEqual({
    search: 'Mai',
    holderKind: 'agency',
    device: 'hsm',
    standing: 'expiring',
    sort: 'holder',
    agencyId,
  });
});

test('what cannot be read in an address asks for nothing', () => {
  const usual = { search: '', sort: 'end' };
  expect(query('')).toEqual(usual);
  expect(query('?loai=x&thiet-bi=__proto__&tinh-trang=&thu-tu=1&co-quan=%27')).toEqual(usual);
  expect(query(`?tim=${'a'.repeat(300)}`).search).toHaveLength(200);
});
