import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadOfficial } from '@cuaso/platform/access/load-actor.ts';
import { anonymous, type Official } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { openProvince, type SmallProvince } from '../../test/province.ts';
import { addOfficial } from './add-official.ts';
import { addPosition } from './add-position.ts';
import { addUnit } from './add-unit.ts';
import { appointOfficial } from './appoint-official.ts';
import { endAppointment } from './end-appointment.ts';
import { exportOfficials } from './export-officials.ts';
import { getAgency } from './get-agency.ts';
import { listOfficials } from './list-officials.ts';

let province: SmallProvince;
let administrator: Official;
let root: Official;
beforeAll(async () => {
  province = await openProvince();
  administrator = await province.official(province.agencies.department, 'administrator');
  const committee = await sql<{
    id: string;
  }>`select id from directory.agency where kind = 'province_committee'`.execute(province.db);
  root = await province.official(committee.rows[0]?.id ?? '', 'administrator');
});
afterAll(() => province.close());

const actor = (id: string) => loadOfficial(province.db, id, id, province.clock.now());
const unitOf = async (agencyId: string) =>
  (await run(province.platform, getAgency, anonymous, { agency: agencyId })).units.at(-1)?.id ?? '';
const vacancy = async (title: string, unitId?: string) =>
  (
    await run(province.platform, addPosition, administrator, {
      unitId: unitId ?? (await unitOf(province.agencies.department)),
      title,
      duty: 'handler',
    })
  ).positionId;

test('officials are found by name and code without accents, by agency, unit and duty', async () => {
  const list = (input: object) => run(province.platform, listOfficials, administrator, input);
  const all = await list({ limit: 200 });
  expect(all.total).toBe(all.rows.length);
  const { department } = province.agencies;
  const here = await list({ agencyId: department, limit: 200 });
  expect(here.rows.every(({ positions }) => positions.some(({ agencyId }) => agencyId === department))).toBe(true);
  expect(here.total).toBeLessThan(all.total);
  const leader = await list({ agencyId: department, duty: 'leader', search: 'nguyen van thu' });
  expect(leader.rows).toMatchObject([{ positions: [{ title: 'Giám đốc', agencyName: 'Sở Tư pháp' }] }]);
  expect((await list({ search: leader.rows[0]?.code.toLowerCase() })).rows).toEqual(leader.rows);
  const unitId = here.rows[0]?.positions[0]?.unitId;
  expect((await list({ unitId })).rows.every(({ positions }) => positions[0]?.unitId === unitId)).toBe(true);
});

test('who is not an official sees no list of officials', async () => {
  await expect(run(province.platform, listOfficials, anonymous, {})).rejects.toMatchObject({ kind: 'signed_out' });
  await expect(run(province.platform, exportOfficials, province.citizen(), {})).rejects.toMatchObject({
    kind: 'denied',
  });
});

test('who sees only an agency sees only its officials, in the list and in the file', async () => {
  const grants = [
    {
      reach: 'agency' as const,
      confidentiality: 'normal' as const,
      agencyIds: [province.agencies.commune],
      unitIds: [],
    },
  ];
  const narrow: Official = { ...administrator, grants: new Map([['directory.view', grants]]) };
  const list = await run(province.platform, listOfficials, narrow, { limit: 200 });
  expect(list.total).toBeGreaterThan(0);
  const places = list.rows.flatMap(({ positions }) => positions.map(({ agencyId }) => agencyId));
  expect(new Set(places)).toEqual(new Set([province.agencies.commune]));
  const file = await run(province.platform, exportOfficials, narrow, {});
  expect(file.rows).toBe(list.total);
  expect(file.text).toContain('Người thụ lý');
});

test('a unit, a position in it and somebody new in the position: with what the duty usually gets', async () => {
  const unit = await run(province.platform, addUnit, administrator, {
    agencyId: province.agencies.department,
    code: '000.77.02.H58',
    kind: 'division',
    name: 'Phòng Thử nghiệm',
    fieldCodes: ['G01', 'G01'],
  });
  const positionId = await vacancy('Chuyên viên', unit.unitId);
  const made = await run(province.platform, addOfficial, administrator, {
    code: 'cb-thu.1',
    name: 'Lê Thị  Mận',
    positionId,
  });
  expect(await actor(made.officialId)).toMatchObject({
    name: 'Lê Thị Mận',
    positions: [{ positionId, unitId: unit.unitId, duty: 'handler', delegated: false }],
  });
  expect((await actor(made.officialId)).grants.get('onestop.handle')).toMatchObject([
    { reach: 'unit', unitIds: [unit.unitId] },
  ]);
  const again = { code: 'CB-THU.1', name: 'Khác', positionId: await vacancy('Chuyên viên') };
  await expect(run(province.platform, addOfficial, administrator, again)).rejects.toMatchObject({
    code: 'directory.code_taken',
  });
});

test('a position has one holder at a time; who leaves it loses what it gave at once', async () => {
  const positionId = await vacancy('Chuyên viên');
  const first = await run(province.platform, addOfficial, administrator, {
    code: 'THU2',
    name: 'Trần Văn Hai',
    positionId,
  });
  const second = await run(province.platform, addOfficial, administrator, {
    code: 'THU3',
    name: 'Trần Văn Ba',
    positionId: await vacancy('Chuyên viên'),
  });
  const appoint = () =>
    run(province.platform, appointOfficial, administrator, { officialId: second.officialId, positionId });
  await expect(appoint()).rejects.toMatchObject({ code: 'directory.position_held' });
  province.clock.moveBy(24 * 3600 * 1000);
  await run(province.platform, endAppointment, administrator, { positionId });
  expect(await actor(first.officialId)).toMatchObject({ positions: [], grants: new Map() });
  await appoint();
  expect((await actor(second.officialId)).positions).toHaveLength(2);
  await run(province.platform, endAppointment, administrator, { positionId });
  await expect(run(province.platform, endAppointment, administrator, { positionId })).rejects.toMatchObject({
    code: 'directory.position_vacant',
  });
});

test('of two appointments to one position at once, one is made', async () => {
  const positionId = await vacancy('Chuyên viên');
  const add = (code: string) =>
    run(province.platform, addOfficial, administrator, { code, name: 'Người Thử', positionId });
  const results = await Promise.allSettled(['THU4', 'THU5', 'THU6'].map(add));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('nobody appoints himself, elsewhere, in the past, or to what is not there', async () => {
  const positionId = await vacancy('Chuyên viên');
  const appoint = (officialId: string, more: object = {}) =>
    run(province.platform, appointOfficial, administrator, { officialId, positionId, ...more });
  await expect(appoint(administrator.officialId)).rejects.toMatchObject({ code: 'directory.own_appointment' });
  await expect(appoint(root.officialId, { fromOn: '2026-01-01' })).rejects.toMatchObject({
    code: 'directory.day_is_past',
  });
  await expect(appoint('00000000-0000-7000-8000-00000000dead')).rejects.toMatchObject({
    code: 'directory.official_not_found',
  });
  const unitId = await unitOf(province.agencies.commune);
  const elsewhere = { unitId, title: 'Công chức', duty: 'handler' as const };
  await expect(run(province.platform, addPosition, administrator, elsewhere)).rejects.toMatchObject({ kind: 'denied' });
});

test('nobody makes a position whose duty reaches beyond what he manages; who manages everything may', async () => {
  const controller = {
    unitId: await unitOf(province.agencies.department),
    title: 'Kiểm soát',
    duty: 'procedure_controller' as const,
  };
  await expect(run(province.platform, addPosition, administrator, controller)).rejects.toMatchObject({
    code: 'directory.duty_reaches_further',
  });
  expect((await run(province.platform, addPosition, root, controller)).grants).toBeGreaterThan(1);
});
