import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadOfficial } from '@cuaso/platform/access/load-actor.ts';
import type { Official } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { openProvince, type SmallProvince } from '../../test/province.ts';
import { endGrant } from './end-grant.ts';
import { giveGrant } from './give-grant.ts';
import { listGrants } from './list-grants.ts';
import { listPermissions } from './list-permissions.ts';
import { syncPermissions } from './sync-permissions.ts';

let province: SmallProvince;
let leader: Official;
let clerk: Official;
let clerkPosition: string;
beforeAll(async () => {
  province = await openProvince();
  leader = await province.official(province.agencies.department, 'leader');
  clerk = await province.official(province.agencies.department, 'one_stop_clerk');
  clerkPosition = clerk.positions[0]?.positionId ?? '';
});
afterAll(() => province.close());

const reload = ({ officialId }: Official) => loadOfficial(province.db, officialId, officialId, province.clock.now());
const give = (actor: Official, grant: object) =>
  run(province.platform, giveGrant, actor, {
    positionId: clerkPosition,
    permission: 'onestop.sign',
    reach: 'agency',
    ...grant,
  });

test('a leader gives what he holds, for a period; it counts on its days and not before or after', async () => {
  await give(leader, { fromOn: '2026-03-12', untilOn: '2026-03-13' });
  const days: boolean[] = [];
  for (const day of ['11', '12', '13', '14']) {
    const at = new Date(`2026-03-${day}T09:00:00+07:00`);
    days.push((await loadOfficial(province.db, clerk.officialId, 'x', at)).grants.has('onestop.sign'));
  }
  expect(days).toEqual([false, true, true, false]);
  await expect(give(leader, { fromOn: '2026-03-13' })).rejects.toMatchObject({ code: 'access.grant_exists' });
});

test.each([
  ['a permission that he does not hold', { permission: 'onestop.receive' }],
  ['a wider reach than his own', { permission: 'onestop.sign', reach: 'below' as const }],
  [
    'a higher confidentiality than his own',
    { permission: 'onestop.view', reach: 'unit' as const, confidentiality: 'restricted' as const },
  ],
  ['the whole province from what is under him', { permission: 'onestop.view', reach: 'province' as const }],
])('nobody gives %s', async (_, grant) => {
  const district = await province.official(province.agencies.district, 'leader');
  const to = await province.official(province.agencies.district, 'one_stop_clerk');
  await expect(give(district, { positionId: to.positions[0]?.positionId, ...grant })).rejects.toMatchObject({
    code: 'access.not_held',
  });
});

test('nobody gives to himself, in another agency, an unknown permission, or for days that are over', async () => {
  await expect(give(leader, { positionId: leader.positions[0]?.positionId })).rejects.toMatchObject({
    code: 'access.own_position',
  });
  const stranger = await province.official(province.agencies.commune, 'one_stop_clerk');
  await expect(give(leader, { positionId: stranger.positions[0]?.positionId })).rejects.toMatchObject({
    kind: 'not_found',
  });
  await expect(give(leader, { permission: 'onestop.nothing' })).rejects.toMatchObject({
    code: 'access.unknown_permission',
  });
  await expect(give(leader, { fromOn: '2026-03-01' })).rejects.toMatchObject({ code: 'access.wrong_period' });
  await expect(give(leader, { fromOn: '2026-05-02', untilOn: '2026-05-01' })).rejects.toMatchObject({
    code: 'access.wrong_period',
  });
  await expect(give(clerk, {})).rejects.toMatchObject({ kind: 'denied' });
});

test('a grant that is ended is gone with the next request; one that has not begun never was', async () => {
  const handler = await province.official(province.agencies.department, 'handler');
  const positionId = handler.positions[0]?.positionId ?? '';
  expect(handler.grants.has('onestop.handle')).toBe(true);
  await run(province.platform, endGrant, leader, { positionId, permission: 'onestop.handle' });
  expect((await reload(handler)).grants.has('onestop.handle')).toBe(false);
  await give(leader, { positionId, permission: 'onestop.assign', fromOn: '2026-09-01' });
  await run(province.platform, endGrant, leader, { positionId, permission: 'onestop.assign' });
  const left =
    await sql`select from access.grant where position_id = ${positionId} and permission = 'onestop.assign'`.execute(
      province.db,
    );
  expect(left.rows).toEqual([]);
  const end = (permission: string) => run(province.platform, endGrant, leader, { positionId, permission });
  await expect(end('onestop.handle')).rejects.toMatchObject({ code: 'access.grant_over' });
  await expect(end('onestop.calendar')).rejects.toMatchObject({ code: 'access.grant_not_found' });
});

test('grants are listed of a position, an official and an agency, only within the reach of who asks', async () => {
  const list = (input: object, actor = leader) => run(province.platform, listGrants, actor, { limit: 200, ...input });
  const ofPosition = await list({ positionId: clerkPosition });
  expect(await list({ officialId: clerk.officialId })).toEqual(ofPosition);
  const usual = ofPosition.rows.find(({ permission }) => permission === 'onestop.receive');
  expect(usual).toMatchObject({ holderName: clerk.name, agencyName: 'Sở Tư pháp', reach: 'agency', isUsual: true });
  expect(ofPosition.rows.find(({ permission }) => permission === 'onestop.sign')).toMatchObject({
    isUsual: false,
    validTo: '2026-03-14',
  });
  const ofAgency = await list({ agencyId: province.agencies.department });
  expect(ofAgency.total).toBeGreaterThan(ofPosition.total);
  expect((await list({})).total).toBe(ofAgency.total);
  expect((await list({ agencyId: province.agencies.commune })).total).toBe(0);
  await expect(list({}, clerk)).rejects.toMatchObject({ kind: 'denied' });
});

test('the permission screen shows every permission with the duties that usually get it', async () => {
  const { rows, titles } = await run(province.platform, listPermissions, leader, {});
  expect(rows.map(({ permission }) => permission).toSorted()).toEqual(
    [...province.registry.permissions.keys()].toSorted(),
  );
  const sign = rows.find(({ permission }) => permission === 'onestop.sign');
  expect(sign?.roles).toEqual([{ duty: 'leader', reach: 'agency', confidentiality: 'personal' }]);
  expect(sign?.positions).toBeGreaterThan(2);
  expect(titles.reach['below']).toBe('Cơ quan của mình và các cơ quan trực thuộc');
});

test('at the next start nothing changes; what a newer version declares is given to those who are there', async () => {
  const tester = { kind: 'system', name: 'test' } as const;
  const sync = (
    systems: Parameters<typeof run<typeof syncPermissions.input, typeof syncPermissions.output>>[3]['systems'],
  ) => run(province.platform, syncPermissions, tester, { systems });
  const before = province.registry.systems;
  expect(await sync(before)).toEqual({ permissions: 0, roles: 0, granted: 0 });
  const newer = {
    name: 'parking',
    title: 'Bãi đỗ xe',
    permissions: [{ name: 'parking.open', title: 'Mở bãi' }],
    roles: [{ duty: 'leader', grants: [{ permission: 'parking.open', reach: 'agency' as const }] }],
  };
  const added = await sync([...before, newer]);
  expect(added).toMatchObject({ permissions: 1, roles: 1 });
  expect(added.granted).toBeGreaterThan(2);
  expect((await reload(leader)).grants.get('parking.open')).toMatchObject([
    { reach: 'agency', agencyIds: [province.agencies.department] },
  ]);
  await sync(before);
  const shown = await run(province.platform, listPermissions, leader, {});
  expect(shown.rows.some(({ permission }) => permission === 'parking.open')).toBe(false);
});
