import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { verifyAudit } from '@cuaso/platform/audit/verify.ts';
import { anonymous, type Official } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { openProvince, type SmallProvince } from '../../test/province.ts';
import { sealSettled } from '../../test/seal-settled.ts';
import { renameAgency } from '../directory/rename-agency.ts';
import { head } from './head.ts';
import { listEntries } from './list-entries.ts';
import { viewsOf } from './views-of.ts';

let province: SmallProvince;
let root: Official;
let administrator: Official;
beforeAll(async () => {
  province = await openProvince();
  const committee = await sql<{
    id: string;
  }>`select id from directory.agency where kind = 'province_committee'`.execute(province.db);
  root = await province.official(committee.rows[0]?.id ?? '', 'administrator');
  administrator = await province.official(province.agencies.department, 'administrator');
  const rename = { agencyId: province.agencies.department, name: 'Sở Tư pháp mới', shortName: 'STP' };
  await run(province.platform, renameAgency, administrator, rename, {
    requestId: '019cd578-0000-7000-8000-000000000001',
  });
});
afterAll(() => province.close());

const list = (input: object, actor: Parameters<typeof run>[2] = root) =>
  run(province.platform, listEntries, actor, input);

test('the record tells who changed what with which operation and request, the newest first', async () => {
  const { rows } = await list({ relation: 'directory.agency_version', operation: 'directory.rename-agency' });
  expect(rows.map(({ kind }) => kind)).toEqual(['insert', 'insert', 'delete']);
  expect(rows[0]).toMatchObject({
    actor: `official:${administrator.officialId}`,
    actorName: administrator.name,
    request: '019cd578-0000-7000-8000-000000000001',
    after: { name: 'Sở Tư pháp mới' },
  });
});

test('it is filtered by row, actor, kind and days, and comes in parts', async () => {
  const { department } = province.agencies;
  const ofRow = await list({ relation: 'directory.agency', key: department });
  expect(ofRow.rows).toMatchObject([{ kind: 'insert', key: department }]);
  const mine = await list({ actor: `official:${administrator.officialId}` });
  expect(mine.rows).toHaveLength(3);
  const first = await list({ actor: `official:${administrator.officialId}`, limit: 2 });
  const second = await list({
    actor: `official:${administrator.officialId}`,
    limit: 2,
    beforeId: first.nextBeforeId ?? undefined,
  });
  expect([...first.rows, ...second.rows]).toEqual(mine.rows);
  expect((await list({ kind: 'delete' })).rows).toHaveLength(1);
  expect((await list({ untilOn: '2020-01-01' })).rows).toEqual([]);
});

test('only the administrators of the province’s committee read the record', async () => {
  await expect(list({}, administrator)).rejects.toMatchObject({ kind: 'denied' });
  await expect(list({}, anonymous)).rejects.toMatchObject({ kind: 'signed_out' });
  const leader = await province.official(province.agencies.department, 'leader');
  await expect(run(province.platform, viewsOf, leader, { key: 'x' })).rejects.toMatchObject({ kind: 'denied' });
});

test('who reads the record of a row is himself on record as having seen it', async () => {
  const { commune } = province.agencies;
  await list({ relation: 'directory.agency', key: commune });
  const views = await run(province.platform, viewsOf, root, { relation: 'directory.agency', key: commune });
  expect(views.rows).toMatchObject([{ operation: 'audit.list-entries', actorName: root.name }]);
});

test('anybody may keep the head, and it proves later what was sealed then', async () => {
  expect(await run(province.platform, head, anonymous, {})).toEqual({ number: 0, hash: '', sealedAt: null, sealed: 0 });
  const sealed = await sealSettled(province.db);
  const kept = await run(province.platform, head, anonymous, {});
  expect(kept).toMatchObject({ sealed, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await verifyAudit(province.ownerDb, [kept])).toMatchObject({ ok: true });
  const other = { number: kept.number, hash: kept.hash.replaceAll(/^./g, (digit) => (digit === '0' ? '1' : '0')) };
  expect((await verifyAudit(province.ownerDb, [other])).ok).toBe(false);
});
