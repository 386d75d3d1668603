import { run } from '@cuaso/platform/operations/run.ts';
import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProvince } from '../../test/province.ts';
import type { SmallProvince } from '../../test/province.ts';
import { searchProcedures } from './search-procedures.ts';

let province: SmallProvince;
beforeAll(async () => {
  province = await openProvince();
}, 60_000);
afterAll(() => province.close());

const search = (q: string) => run(province.platform, searchProcedures, anonymous, { q, limit: 5 });

const cases: readonly (readonly [typed: string, meant: string])[] = [
  ['đăng ký khai sinh', 'khai sinh'],
  ['dang ky khai sinh', 'khai sinh'],
  ['đăng kí khai sinh', 'khai sinh'],
  ['DANG KY KHAI SINH', 'khai sinh'],
  ['đăng ký khai sinh'.normalize('NFD'), 'khai sinh'],
  ['dang ky khia sinh', 'khai sinh'],
  ['khai sinhh', 'khai sinh'],
  ['khai si', 'khai sinh'],
  ['ket hon', 'kết hôn'],
  ['kết hôm', 'kết hôn'],
  ['chung thuc ban sao', 'chứng thực bản sao'],
  ['sao y bản chính', 'chứng thực bản sao'],
  ['giay phep xay dụng', 'giấy phép xây dựng'],
  ['gpxd', 'giấy phép xây dựng'],
  ['ho kinh doanh', 'hộ kinh doanh'],
  ['HKD', 'hộ kinh doanh'],
  ['1.001193', 'khai sinh'],
  ['tình trạng hôn nhân', 'tình trạng hôn nhân'],
  ['khai tu', 'khai tử'],
];

describe('a procedure is found as people write', () => {
  test.each(cases)('%s', async (typed, meant) => {
    const { rows } = await search(typed);
    expect(rows.map((row) => row.name.toLowerCase()).join('\n')).toContain(meant);
  });
});

test('a mended mistake is said', async () => {
  expect((await search('dang ky khia sinh')).corrected).toContain('khai sinh');
  expect((await search('đăng ký khai sinh')).corrected).toBeNull();
});

test('signs of SQL and of the query language are only characters', async () => {
  for (const q of ["' or 1=1 --", '& | ! : *', "khai:*'", '\\', '%_', '🙂', '()']) {
    expect((await search(q)).rows).toBeDefined();
  }
});

test('nothing like it gives an empty list', async () => {
  expect((await search('xyzwq qqqqq')).total).toBe(0);
});

test('a procedure that cannot be filed here is found and says why', async () => {
  const { rows } = await search('1.000080');
  expect(rows[0]).toMatchObject({ code: '1.000080', status: 'limit_unknown', filesOnline: false });
  const fileable = await run(province.platform, searchProcedures, anonymous, { q: '1.000080', fileable: true });
  expect(fileable.rows.map((row) => row.code)).not.toContain('1.000080');
});
