import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadOfficial } from '@cuaso/platform/access/load-actor.ts';
import type { Official } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { openProvince, type SmallProvince } from '../../test/province.ts';
import { delegate } from './delegate.ts';
import { giveGrant } from './give-grant.ts';
import { listDelegations } from './list-delegations.ts';
import { revokeDelegation } from './revoke-delegation.ts';

let province: SmallProvince;
let leader: Official;
let head: Official;
let clerk: Official;
let handler: Official;
beforeAll(async () => {
  province = await openProvince();
  const official = (duty: Parameters<SmallProvince['official']>[1]) =>
    province.official(province.agencies.department, duty);
  leader = await official('leader');
  head = await official('division_head');
  clerk = await official('one_stop_clerk');
  handler = await official('handler');
});
afterAll(() => province.close());
beforeEach(() => province.clock.moveTo(new Date('2026-03-10T09:00:00+07:00')));

const at = (day: string) => new Date(`${day}T09:00:00+07:00`);
const reload = (official: Official, day: string) => loadOfficial(province.db, official.officialId, 'account', at(day));
const positionOf = (official: Official) => official.positions[0]?.positionId ?? '';
const give = (actor: Official, of: Official, to: Official, more: object = {}) =>
  run(province.platform, delegate, actor, {
    positionId: positionOf(of),
    officialId: to.officialId,
    fromOn: '2026-03-11',
    untilOn: '2026-03-13',
    reason: 'Đi công tác Hà Nội',
    ...more,
  });

test('a delegate has the position on the days of the delegation, marked as delegated, and nothing afterwards', async () => {
  await give(leader, leader, head);
  for (const day of ['2026-03-11', '2026-03-13']) {
    const actor = await reload(head, day);
    const held = actor.positions.find(({ positionId }) => positionId === positionOf(leader));
    expect(held).toMatchObject({ delegated: true, title: 'Giám đốc', duty: 'leader' });
    expect(actor.positions.filter(({ delegated }) => !delegated)).toEqual(head.positions);
    expect(actor.grants.get('onestop.sign')).toMatchObject([
      { reach: 'agency', agencyIds: [province.agencies.department] },
    ]);
  }
  for (const day of ['2026-03-10', '2026-03-14'])
    expect(await reload(head, day)).toEqual({ ...head, accountId: 'account' });
});

test('what is delegated cannot be given on: neither as a grant nor as a delegation', async () => {
  province.clock.moveTo(at('2026-03-12'));
  const acting = await reload(head, '2026-03-12');
  const grant = { positionId: positionOf(clerk), permission: 'onestop.sign', reach: 'agency' as const };
  await expect(run(province.platform, giveGrant, acting, grant)).rejects.toMatchObject({ code: 'access.not_held' });
  await expect(run(province.platform, giveGrant, leader, grant)).resolves.toBeDefined();
});

test.each([
  ['longer than six months', { untilOn: '2026-09-11' }, 'access.delegation_too_long'],
  ['ending before it begins', { untilOn: '2026-03-10' }, 'access.wrong_period'],
  ['beginning in the past', { fromOn: '2026-03-09' }, 'access.wrong_period'],
  ['without a reason', { reason: ' ' }, 'operations.invalid_input'],
])('no delegation %s', async (_, more, code) => {
  await expect(give(leader, leader, handler, more)).rejects.toMatchObject({ code });
});

test('six months to the day is the longest', async () => {
  const made = await give(clerk, clerk, handler, { untilOn: '2026-09-10' });
  expect(made.to).toBe(new Date('2026-09-11T00:00:00+07:00').toISOString());
  await run(province.platform, revokeDelegation, clerk, { delegationId: made.delegationId });
});

test('nobody delegates to himself, to somebody of another agency, or what is not his', async () => {
  await expect(give(leader, leader, leader)).rejects.toMatchObject({ code: 'access.delegation_to_oneself' });
  await expect(give(leader, handler, leader)).rejects.toMatchObject({ code: 'access.delegation_to_oneself' });
  const stranger = await province.official(province.agencies.commune, 'handler');
  await expect(give(leader, leader, stranger)).rejects.toMatchObject({ code: 'access.delegate_elsewhere' });
  await expect(give(clerk, leader, handler)).rejects.toMatchObject({ code: 'access.not_own_position' });
  await expect(give(stranger, clerk, handler)).rejects.toMatchObject({ code: 'access.not_own_position' });
  await expect(run(province.platform, delegate, province.citizen(), {} as never)).rejects.toMatchObject({
    kind: 'denied',
  });
});

test('for somebody who is away the leader delegates; taking it back counts at once', async () => {
  const { delegationId } = await give(leader, clerk, handler, { fromOn: '2026-03-10' });
  await expect(give(leader, clerk, handler)).rejects.toMatchObject({ code: 'access.delegation_exists' });
  expect((await reload(handler, '2026-03-10')).grants.has('onestop.receive')).toBe(true);
  await expect(run(province.platform, revokeDelegation, handler, { delegationId })).rejects.toMatchObject({
    kind: 'not_found',
  });
  await run(province.platform, revokeDelegation, clerk, { delegationId });
  expect((await reload(handler, '2026-03-10')).grants.has('onestop.receive')).toBe(false);
  await expect(run(province.platform, revokeDelegation, clerk, { delegationId })).rejects.toMatchObject({
    code: 'access.delegation_over',
  });
});

test('a delegation ends with the appointment of who gave it', async () => {
  await give(clerk, clerk, handler, { fromOn: '2026-03-20', untilOn: '2026-03-30' });
  expect((await reload(handler, '2026-03-25')).positions).toHaveLength(2);
  await province.database.pool.query(`begin; set local cuaso.operation = 'test.leave';
    update directory.appointment set valid = daterange(lower(valid), '2026-03-22') where position_id = '${positionOf(clerk)}'; commit`);
  expect((await reload(handler, '2026-03-21')).positions).toHaveLength(2);
  expect((await reload(handler, '2026-03-22')).positions).toHaveLength(1);
});

test('one sees what one gave and got; the leader sees all of the agency, a stranger nothing', async () => {
  const list = (actor: Official, show: 'open' | 'all' = 'all') =>
    run(province.platform, listDelegations, actor, { show });
  const mine = await list(handler);
  expect(mine.rows.every(({ officialId }) => officialId === handler.officialId)).toBe(true);
  expect(new Set(mine.rows.map(({ state }) => state))).toEqual(new Set(['revoked', 'coming']));
  const all = await list(leader);
  expect(all.total).toBeGreaterThan(mine.total);
  expect(all.rows.find(({ officialId }) => officialId === head.officialId)).toMatchObject({
    holderName: leader.name,
    officialName: head.name,
    reason: 'Đi công tác Hà Nội',
    agencyName: 'Sở Tư pháp',
  });
  expect((await list(leader, 'open')).rows.every(({ state }) => state !== 'revoked')).toBe(true);
  expect((await list(await province.official(province.agencies.commune, 'handler'))).total).toBe(0);
});
