import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { openProvince, type SmallProvince } from '../../test/province.ts';
import { exportAgencies } from './export-agencies.ts';
import { getAgency } from './get-agency.ts';
import { getDivision } from './get-division.ts';
import { listAgencies } from './list-agencies.ts';
import { listDivisions } from './list-divisions.ts';
import { renameAgency } from './rename-agency.ts';

let province: SmallProvince;
beforeAll(async () => {
  province = await openProvince();
});
afterAll(() => province.close());

const list = (input: Parameters<typeof run<typeof listAgencies.input, typeof listAgencies.output>>[3]) =>
  run(province.platform, listAgencies, anonymous, input);

test('an agency is found with and without accents, in any case, by any of its words and by its code', async () => {
  for (const search of ['Sở Tư pháp', 'so tu phap', 'TƯ PHÁP', 'Sở Tư pháp'.normalize('NFD'), 'stp', ' phap  so ']) {
    expect((await list({ search })).rows.map(({ name }) => name)).toEqual(['Sở Tư pháp']);
  }
  const { code } = (await list({ search: 'stp' })).rows[0] ?? { code: '' };
  expect((await list({ search: code.toLowerCase() })).total).toBe(1);
});

test('signs that mean something in a pattern are only signs, and what is in a search is never run', async () => {
  for (const search of ['%', '_', '\\', "' or true --", '%Tư%']) expect((await list({ search })).total).toBe(0);
});

test('the list is filtered, comes in one order and in parts that fit together', async () => {
  const all = await list({});
  expect(all.rows[0]?.kind).toBe('province_committee');
  const parts = await Promise.all(all.rows.map((_row, offset) => list({ limit: 1, offset })));
  expect(parts.flatMap(({ rows }) => rows)).toEqual(all.rows);
  expect((await list({ kind: 'department' })).rows).toHaveLength(1);
  expect((await list({ level: 'commune' })).rows.map(({ kind }) => kind)).toEqual([
    'commune_committee',
    'commune_committee',
  ]);
  const root = all.rows[0]?.id ?? '';
  expect((await list({ parentId: root })).rows.every(({ parentId }) => parentId === root)).toBe(true);
});

test('an agency is shown with units, leaders, fields and history, by id and by code', async () => {
  const byId = await run(province.platform, getAgency, anonymous, { agency: province.agencies.department });
  const byCode = await run(province.platform, getAgency, anonymous, { agency: byId.code });
  expect(byCode).toEqual(byId);
  expect(byId.current).toMatchObject({ name: 'Sở Tư pháp', validFrom: '2016-01-01', validTo: null });
  expect(byId.current?.parentName).toMatch(/^Ủy ban nhân dân tỉnh/);
  expect(byId.units[0]?.kind).toBe('leadership');
  expect(byId.units.some(({ fieldCodes }) => fieldCodes.length > 0)).toBe(true);
  expect(byId.leaders).toMatchObject([{ title: 'Giám đốc', name: expect.stringMatching(/^Nguyễn Văn Thử/) }]);
});

test('an agency that does not exist is not found, and a word that is no code is refused with a sentence', async () => {
  await expect(run(province.platform, getAgency, anonymous, { agency: '999.99.99.H58' })).rejects.toMatchObject({
    kind: 'not_found',
    code: 'directory.agency_not_found',
  });
  await expect(run(province.platform, getAgency, anonymous, { agency: 'x' })).rejects.toMatchObject({
    kind: 'invalid',
  });
});

test('a new name counts from its day on, and the old name stays for the days before', async () => {
  const administrator = await province.official(province.agencies.department, 'administrator');
  const rename = { agencyId: province.agencies.department, name: 'Sở Tư pháp và Hộ tịch', shortName: 'STPHT' };
  await run(province.platform, renameAgency, administrator, { ...rename, fromOn: '2026-04-01' });
  const at = async (asOf: string) =>
    (await run(province.platform, getAgency, anonymous, { agency: rename.agencyId, asOf })).current?.name;
  expect([await at('2026-03-31'), await at('2026-04-01')]).toEqual(['Sở Tư pháp', 'Sở Tư pháp và Hộ tịch']);
  expect((await list({ search: 'ho tich' })).total).toBe(0);
  expect((await list({ search: 'ho tich', asOf: '2026-05-01' })).total).toBe(1);
  const again = (fromOn: string, name = 'Khác') =>
    run(province.platform, renameAgency, administrator, { ...rename, name, fromOn });
  await expect(again('2026-03-20')).rejects.toMatchObject({ code: 'directory.changes_later' });
  await expect(again('2026-04-01')).rejects.toMatchObject({ code: 'directory.changes_later' });
  await expect(again('2026-03-09')).rejects.toMatchObject({ code: 'directory.day_is_past' });
  await expect(again('2026-05-01', rename.name)).rejects.toMatchObject({ code: 'directory.same_name' });
});

test('an administrator renames no agency that is not his own or under it', async () => {
  const administrator = await province.official(province.agencies.department, 'administrator');
  const rename = { agencyId: province.agencies.district, name: 'Khác', shortName: 'K' };
  await expect(run(province.platform, renameAgency, administrator, rename)).rejects.toMatchObject({ kind: 'denied' });
});

test('the code of an agency that is no more still resolves, with who carries on', async () => {
  const { commune, otherCommune } = province.agencies;
  await province.database.pool.query(`begin; set local cuaso.operation = 'test.merge';
    update directory.agency_version set valid = daterange('2016-01-01', '2026-03-01') where agency_id = '${commune}';
    insert into directory.agency_succession values ('${commune}', '${otherCommune}', '2026-03-01', 'Nghị quyết thử'); commit`);
  const old = await run(province.platform, getAgency, anonymous, { agency: commune });
  expect(old).toMatchObject({ current: null, history: [{ validTo: '2026-03-01' }] });
  expect(old.successors).toMatchObject([{ id: otherCommune, changedOn: '2026-03-01', legalBasis: 'Nghị quyết thử' }]);
  expect((await run(province.platform, getAgency, anonymous, { agency: otherCommune })).predecessors).toMatchObject([
    { id: commune },
  ]);
  expect((await list({ level: 'commune' })).total).toBe(1);
  const { rows } = await sql`select from cases.dossier`.execute(province.db);
  expect(rows).toEqual([]);
});

test('divisions are listed under each other and found without accents', async () => {
  const districts = await run(province.platform, listDivisions, anonymous, { parentCode: '82' });
  expect(districts.total).toBe(11);
  expect(districts.rows.every(({ parentName }) => parentName === 'Tỉnh Tiền Giang')).toBe(true);
  const found = await run(province.platform, listDivisions, anonymous, { search: 'go cong', kind: 'town' });
  expect(found.rows.map(({ name }) => name)).toEqual(['Thị xã Gò Công']);
  await expect(run(province.platform, getDivision, anonymous, { code: '99999' })).rejects.toMatchObject({
    kind: 'not_found',
  });
});

test('the list goes out as a file for spreadsheets, to everybody', async () => {
  const file = await run(province.platform, exportAgencies, anonymous, { kind: 'department' });
  expect(file).toMatchObject({ fileName: 'co-quan-2026-03-10.csv', rows: 1 });
  expect(file.text).toMatch(/^\ufeffMã cơ quan,Tên cơ quan/);
  expect(file.text.split('\r\n')[1]).toMatch(/^000\.00\.\d\d\.H58,Sở Tư pháp,STP,Tỉnh,82,/);
});
