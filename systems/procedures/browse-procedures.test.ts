import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import type { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProvince, type SmallProvince } from '../../test/province.ts';
import { browseProcedures } from './browse-procedures.ts';
import { exportProcedures } from './export-procedures.ts';
import { listCodes } from './list-codes.ts';
import { listExecutors } from './list-executors.ts';
import { listShelf } from './list-shelf.ts';
import { listShelves } from './list-shelves.ts';

let province: SmallProvince;
beforeAll(async () => {
  province = await openProvince();
}, 60_000);
afterAll(() => province.close());

const browse = (input: Partial<z.input<typeof browseProcedures.input>>) =>
  run(province.platform, browseProcedures, anonymous, { limit: 5, ...input });

const levels = ['province', 'district', 'commune'] as const;

test('a count beside a choice is how many the list has once it is taken', async () => {
  for (const q of ['', 'đăng ký']) {
    const { facets } = await browse({ q, level: 'commune' });
    for (const { value, count } of facets.field.slice(0, 6)) {
      expect((await browse({ q, level: 'commune', fieldCode: value })).total).toBe(count);
    }
    for (const { value, count } of facets.level)
      expect((await browse({ q, level: levels.find((one) => one === value) })).total).toBe(count);
    for (const { value, count } of facets.online) {
      expect((await browse({ q, level: 'commune', onlineLevel: Number(value) })).total).toBe(count);
    }
  }
  const { facets } = await browse({});
  for (const { value, count } of facets.agency) expect((await browse({ agencyId: value })).total).toBe(count);
});

test('a page beyond the last has no rows and still says how many there are', async () => {
  const all = (await browse({})).total;
  expect(await browse({ offset: 9000 })).toMatchObject({ rows: [], total: all });
});

test('the list is ordered as asked', async () => {
  const codes = (await browse({ order: 'code', limit: 100 })).rows.map((row) => row.code);
  expect(codes).toEqual(codes.toSorted());
  const online = (await browse({ order: 'online', fileable: true, limit: 100 })).rows.map((row) => row.onlineLevel);
  expect(online).toEqual(online.toSorted((a, b) => b - a));
});

test('the file has all that the list has', async () => {
  const input = { q: 'khai sinh', level: 'commune' } as const;
  const [{ total }, { rows }] = [await browse(input), await run(province.platform, exportProcedures, anonymous, input)];
  expect(rows.length).toBe(total);
});

test('the fields hold every procedure between them', async () => {
  const all = (await browse({})).total;
  const { rows } = await run(province.platform, listShelves, anonymous, {});
  expect(rows.reduce((sum, row) => sum + row.inForce + row.listed, 0)).toBe(all);
  const [first] = rows.toSorted((a, b) => b.inForce - a.inForce);
  const shelf = await run(province.platform, listShelf, anonymous, { fieldCode: first?.code ?? '' });
  expect(shelf.rows.filter((row) => row.status === 'in_force').length).toBe(first?.inForce);
  await expect(run(province.platform, listShelf, anonymous, { fieldCode: 'X' })).rejects.toMatchObject({
    kind: 'not_found',
  });
});

test('an agency is listed with as many procedures as it executes', async () => {
  const { rows } = await run(province.platform, listExecutors, anonymous, {});
  expect(new Set(rows.map((row) => row.level))).toEqual(new Set(['province', 'district', 'commune']));
  for (const { id, procedures } of rows)
    expect((await browse({ agencyId: id, fileable: true })).total).toBe(procedures);
});

test('search engines get each code in force once', async () => {
  const { rows } = await run(province.platform, listCodes, anonymous, {});
  expect(new Set(rows.map((row) => row.code)).size).toBe(rows.length);
  expect(rows.length).toBe((await browse({ fileable: true })).total);
});

test('wrong filters are refused, and signs are only characters', async () => {
  const wrong: Record<string, unknown>[] = [
    { level: 'x' },
    { onlineLevel: 9 },
    { agencyId: 'x' },
    { limit: 1000 },
    { q: 'a'.repeat(201) },
  ];
  for (const input of wrong) {
    await expect(browse(input as Parameters<typeof browse>[0])).rejects.toMatchObject({ kind: 'invalid' });
  }
  for (const q of ["' or 1=1 --", '& | ! : *', '%_', '🙂']) expect((await browse({ q })).rows).toBeDefined();
});
