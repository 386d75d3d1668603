import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadOfficial } from '@cuaso/platform/access/load-actor.ts';
import { verifyAudit } from '@cuaso/platform/audit/verify.ts';
import type { System } from '@cuaso/platform/identity/actor.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { testPlatform } from '../../test/platform.ts';
import { wholeProvince } from '../../test/whole-province.ts';
import { openWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import { syncPermissions } from '../access/sync-permissions.ts';
import { installed } from '../index.ts';
import { getDivision } from './get-division.ts';
import { listOfficials } from './list-officials.ts';
import { loadProvince } from './load-province.ts';

const loader: System = { kind: 'system', name: 'test' };
const province = wholeProvince('2020-01-01');

let world: World;
let platform: Platform;
let refusal: unknown;
let counts: unknown;
beforeAll(async () => {
  world = await openWorld();
  platform = testPlatform(world.database);
  refusal = await run(platform, loadProvince, loader, province).catch((error: unknown) => error);
  await run(platform, syncPermissions, loader, { systems: installed.map(({ system }) => system) });
  counts = await run(platform, loadProvince, loader, province);
});
afterAll(() => world.close());

const leaderOf = async (kind: string) =>
  (
    await sql<{ id: string }>`select ap.official_id as id from directory.agency a
      join directory.unit u on u.agency_id = a.id join directory.position p on p.unit_id = u.id and p.duty = 'leader'
      join directory.appointment ap on ap.position_id = p.id where a.kind = ${kind} order by a.code, p.id limit 1`.execute(
      world.db,
    )
  ).rows[0]?.id ?? '';

test('ten thousand officials with all their grants are there, and the record agrees', async () => {
  expect(counts).toMatchObject({ agencies: 208, units: 1895, positions: 10_383, officials: 10_383 });
  expect(await verifyAudit(world.ownerDb)).toMatchObject({ ok: true });
});

test('the head of the province reaches all 208 agencies, one of a district its communes', async () => {
  const head = await leaderOf('province_committee');
  const actor = await loadOfficial(world.db, head, head, platform.clock.now());
  expect(actor.grants.get('onestop.view')).toMatchObject([{ reach: 'below' }]);
  expect(actor.grants.get('onestop.view')?.[0]?.agencyIds).toHaveLength(208);
  const district = await leaderOf('district_committee');
  const reached = (await loadOfficial(world.db, district, district, platform.clock.now())).grants.get(
    'onestop.view',
  )?.[0]?.agencyIds;
  expect(reached?.length).toBeGreaterThan(5);
  expect(reached?.length).toBeLessThan(40);
});

test('without the list of permissions the province is not loaded, for nobody would get any', () => {
  expect(String(refusal)).toMatch(/sync-permissions/);
});

test('before the province had it, an official holds nothing', async () => {
  const head = await leaderOf('department');
  const actor = await loadOfficial(world.db, head, head, new Date('2019-06-01T03:00:00Z'));
  expect(actor).toMatchObject({ positions: [], grants: new Map() });
});

test('the merger of 2025 is known: the province, its communes and its districts', async () => {
  const get = (code: string, asOf: string) => run(platform, getDivision, { kind: 'anonymous' }, { code, asOf });
  expect((await get('82', '2025-06-30')).current?.name).toBe('Tỉnh Tiền Giang');
  expect((await get('82', '2025-07-01')).current?.name).toBe('Tỉnh Đồng Tháp');
  expect(await get('815', '2025-07-01')).toMatchObject({ current: null, resolvesTo: [] });
  const commune = await get('28471', '2024-03-01');
  expect(commune.current).toMatchObject({ name: 'Thị trấn Bình Phú', kind: 'township', parentCode: '820' });
  const gone = await get('28351', '2021-01-01');
  expect(gone.current).toBeNull();
  expect(gone.resolvesTo.map(({ name }) => name)).toEqual(['Thị trấn Mỹ Phước']);
  const merged = await get('28351', '2026-01-01');
  expect(merged.resolvesTo).toHaveLength(1);
  expect(merged.resolvesTo[0]).toMatchObject({ parentCode: '82' });
});

test('a page of the list of officials comes in given-name order and quickly', async () => {
  const head = await leaderOf('department');
  const actor = await loadOfficial(world.db, head, head, platform.clock.now());
  const list = await run(platform, listOfficials, actor, { limit: 20 });
  expect(list.total).toBe(10_383);
  const given = list.rows.map(({ name }) => name.split(' ').at(-1) ?? '');
  expect(given).toEqual(given.toSorted(new Intl.Collator('vi').compare));
});
