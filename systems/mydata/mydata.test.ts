import { isFailure } from '@cuaso/kernel/errors.ts';
import { anonymous, type Official, type Person } from '@cuaso/platform/identity/actor.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { resolvedOnline } from '../../test/online-dossiers.ts';
import { known, openProvince, type SmallProvince } from '../../test/province.ts';
import { getDossier } from '../onestop/get-dossier.ts';
import { readFile } from '../onestop/read-file.ts';
import { takeInDossier } from '../onestop/take-in-dossier.ts';
import { rateMyDossier } from '../ratings/rate-my-dossier.ts';
import { startDraft } from '../services/start-draft.ts';
import { exportAll } from './export-all.ts';
import { getOverview } from './get-overview.ts';
import { listReaders } from './list-readers.ts';

let province: SmallProvince;
let mine: Person;
let stranger: Person;
let clerk: Official;
let dossier: { dossierId: string; code: string };
let counterCode: string;

/** Gives the two people of the tests the accounts that signing up would give them. */
const openAccounts = command({
  name: 'test.open-accounts',
  summary: 'Mở tài khoản để kiểm thử',
  input: z.strictObject({ people: z.array(z.strictObject({ id: z.string(), number: z.string(), name: z.string() })) }),
  output: z.strictObject({}),
  access: { system: 'tests only' },
  run: async (ctx, { people }) => {
    for (const { id, number, name } of people) {
      await sql`insert into identity.account (id, kind, login, name, password_secret, created_at)
        values (${id}, 'citizen', ${number}, ${name}, 'argon2-secret', ${ctx.now})`.execute(ctx.tx);
    }
    return {};
  },
});

const proveNumber = command({
  name: 'test.prove-number',
  summary: 'Xác nhận số giấy tờ để kiểm thử',
  input: z.strictObject({ id: z.string() }),
  output: z.strictObject({}),
  access: { system: 'tests only' },
  run: async (ctx, { id }) => {
    await sql`update identity.account set assurance = 'checked' where id = ${id}`.execute(ctx.tx);
    return {};
  },
});

beforeAll(async () => {
  province = await openProvince();
  const { platform, agencies } = province;
  [mine, stranger] = [province.citizen(1), province.citizen(2)];
  clerk = await province.official(agencies.commune, 'one_stop_clerk');
  const people = [mine, stranger].map(({ accountId: id, number, name }) => ({ id, number, name }));
  await run(platform, openAccounts, { kind: 'system', name: 'test' }, { people });
  dossier = await resolvedOnline(province, mine);
  const ratingOf = { overall: 'satisfied', ease: 'satisfied', timeliness: 'satisfied', attitude: 'satisfied' } as const;
  await run(platform, rateMyDossier, mine, { dossierId: dossier.dossierId, ...ratingOf });
  await run(platform, startDraft, mine, { procedureCode: known.birth, agencyId: agencies.commune });
  const found = await sql<{ papers: { key: string }[] }>`
    select d.content -> 'papers' as papers from procedures.version v join cases.definition d on d.id = v.definition_id
    where v.procedure_code = ${known.birth}`.execute(province.db);
  const papers = (found.rows[0]?.papers ?? []).map(({ key }) => ({ key, originals: 1 }));
  const applicant = { kind: 'citizen' as const, name: mine.name, number: mine.number, phone: '0900000123' };
  const counter = { procedureCode: known.birth, agencyId: agencies.commune, applicant, papers };
  counterCode = (await run(platform, takeInDossier, clerk, counter)).code;
}, 60_000);
afterAll(() => province.close());

async function kindOf(work: Promise<unknown>): Promise<string> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return isFailure(thrown) ? thrown.kind : 'not refused';
}

test('a person takes away all that is about the account, and no secret with it', async () => {
  const all = await run(province.platform, exportAll, mine, {});
  expect(all.account).toMatchObject({ number: mine.number, name: mine.name, hasPassword: true, assurance: 'declared' });
  expect(all.dossiers.map(({ code }) => code)).toEqual([dossier.code]);
  expect(all.dossiers[0]?.answers.length).toBeGreaterThan(0);
  expect(all.files.map(({ dossierCode }) => dossierCode)).toContain(dossier.code);
  expect(all.ratings).toMatchObject([{ dossierCode: dossier.code, overall: 'satisfied' }]);
  expect(all.drafts).toMatchObject([{ procedureCode: known.birth, answers: {}, files: [] }]);
  expect(all.payments.every(({ dossierCode }) => dossierCode === dossier.code)).toBe(true);
  expect(all).toMatchObject({ post: [], told: { channels: null, devices: [], followsOnZalo: false } });
  expect(JSON.stringify(all)).not.toContain('argon2-secret');
  expect(JSON.stringify(all)).not.toContain('Đủ điều kiện'); // the draft is the agency's own until it is signed
});

test("nothing of another person's is in it, and officials and strangers have no such place", async () => {
  const other = await run(province.platform, exportAll, stranger, {});
  expect(other).toMatchObject({
    dossiers: [],
    files: [],
    ratings: [],
    signatures: [],
    drafts: [],
    payments: [],
    post: [],
  });
  expect(other.told.notices).toEqual([]);
  for (const operation of [exportAll, getOverview, listReaders]) {
    expect(await kindOf(run(province.platform, operation as typeof getOverview, clerk, {}))).toBe('denied');
    expect(await kindOf(run(province.platform, operation as typeof getOverview, anonymous, {}))).toBe('signed_out');
  }
});

test('who looked is told with name, position, agency, day and dossier', async () => {
  const { platform, agencies } = province;
  const reader = await province.official(agencies.commune, 'leader');
  await run(platform, getDossier, reader, { dossierId: dossier.dossierId });
  const { rows } = await run(platform, listReaders, mine, {});
  const [newest] = rows.filter(({ reader: kind }) => kind === 'official');
  expect(newest).toMatchObject({
    operation: 'onestop.get-dossier',
    name: reader.name,
    positionTitle: 'Giám đốc',
    agencyName: expect.stringContaining('xã Tân Mỹ Chánh'),
    dossier: { id: dossier.dossierId, code: dossier.code, withAccount: true },
  });
  expect((await run(platform, listReaders, stranger, {})).rows.filter((row) => row.reader === 'official')).toEqual([]);
});

test('a file that was read is named with its dossier', async () => {
  const found = await sql<{ id: string }>`select file_id as id from cases.attachment
    where dossier_id = ${dossier.dossierId} and role = 'paper'`.execute(province.db);
  await run(province.platform, readFile, clerk, { fileId: found.rows[0]?.id ?? '' });
  const { rows } = await run(province.platform, listReaders, mine, {});
  expect(rows.find((row) => row.fileName !== null)).toMatchObject({
    operation: 'onestop.read-file',
    fileName: 'giay-chung-sinh.pdf',
    dossier: { code: dossier.code },
  });
});

test('the list comes in parts without gaps', async () => {
  const whole = await run(province.platform, listReaders, mine, { limit: 200 });
  const parts = [];
  let beforeId = (whole.rows[0]?.id ?? 0) + 1;
  for (;;) {
    const part = await run(province.platform, listReaders, mine, { limit: 3, beforeId });
    parts.push(...part.rows);
    if (part.nextBeforeId === null) break;
    beforeId = part.nextBeforeId;
  }
  expect(parts).toEqual(whole.rows);
});

test('asking is itself on record', async () => {
  await run(province.platform, exportAll, mine, {});
  const { rows } = await run(province.platform, listReaders, mine, {});
  expect(rows[0]).toMatchObject({ reader: 'self', operation: 'mydata.export-all' });
});

test('a dossier from the counter is told only to a person whose number was checked', async () => {
  const before = await run(province.platform, getOverview, mine, {});
  expect(before.dossiers.rows.map(({ code }) => code)).not.toContain(counterCode);
  await run(province.platform, proveNumber, { kind: 'system', name: 'test' }, { id: mine.accountId });
  const after = await run(province.platform, getOverview, mine, {});
  const fromCounter = after.dossiers.rows.find(({ code }) => code === counterCode);
  expect(fromCounter).toMatchObject({ withAccount: false });
});
