import { isFailure } from '@cuaso/kernel/errors.ts';
import { foldDossier } from '@cuaso/platform/cases/fold.ts';
import { loadEvents } from '@cuaso/platform/cases/load-events.ts';
import { anonymous, type Person } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept, fileOnline } from '../../test/online-dossiers.ts';
import { openProvince, type SmallProvince } from '../../test/province.ts';
import { getDossier } from '../onestop/get-dossier.ts';
import { correctMyContact } from './correct-my-contact.ts';
import { getAppointmentWithCode } from './get-appointment-with-code.ts';
import { getMyAppointment } from './get-my-appointment.ts';
import { getMyDossier } from './get-my-dossier.ts';
import { withdrawMyDossier } from './withdraw-my-dossier.ts';

let province: SmallProvince;
let mine: Person;
let stranger: Person;
beforeAll(async () => {
  province = await openProvince();
  [mine, stranger] = [province.citizen(1), province.citizen(2)];
}, 60_000);
afterAll(() => province.close());

const contact = { phone: '0987654321', email: 'moi@example.vn', address: 'Ấp 4, xã Tân Mỹ Chánh' };

async function refused(work: Promise<unknown>) {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isFailure(thrown)) throw new Error('it was not refused', { cause: thrown });
  return { kind: thrown.kind, code: thrown.code, fields: (thrown.details['fields'] ?? {}) as Record<string, string> };
}

const correct = (dossierId: string, input: object = contact, as = mine) =>
  run(province.platform, correctMyContact, as, { dossierId, ...input });

test('an open dossier is reached where its applicant says, and what stood there before stays on record', async () => {
  const { dossierId } = await fileOnline(province, mine);
  await correct(dossierId);
  const shown = await run(province.platform, getMyDossier, mine, { dossierId });
  expect(shown.applicant).toMatchObject(contact);
  expect(shown.events.at(-1)).toMatchObject({
    kind: 'contact_corrected',
    text: expect.stringContaining('0912345678 → 0987654321'),
  });
  const clerk = await province.official(province.agencies.commune, 'one_stop_clerk');
  expect((await run(province.platform, getDossier, clerk, { dossierId })).applicant.email).toBe('moi@example.vn');
  const row = await sql<{ folded: unknown }>`select folded from cases.dossier where id = ${dossierId}`.execute(
    province.db,
  );
  const events = await loadEvents({ tx: province.db } as never, dossierId);
  expect(JSON.parse(JSON.stringify(foldDossier(events)))).toEqual(row.rows[0]?.folded);
});

test('the same contact again changes nothing', async () => {
  const { dossierId } = await fileOnline(province, mine);
  const first = await correct(dossierId);
  expect(await correct(dossierId)).toEqual(first);
});

test('a wrong number, a wrong address and nobody to reach are refused beside their field', async () => {
  const { dossierId } = await fileOnline(province, mine);
  expect((await refused(correct(dossierId, { phone: '12', email: 'không' }))).fields).toMatchObject({
    phone: expect.stringContaining('0912345678'),
    email: expect.stringContaining('Ví dụ'),
  });
  expect((await refused(correct(dossierId, { phone: '', email: '' }))).fields).toHaveProperty('phone');
  expect((await refused(correct(dossierId, { ...contact, address: 'x'.repeat(501) }))).fields).toHaveProperty(
    'address',
  );
});

test("a stranger's and a closed dossier stay as they are", async () => {
  const { dossierId } = await fileOnline(province, mine);
  expect((await refused(correct(dossierId, contact, stranger))).kind).toBe('not_found');
  await run(province.platform, withdrawMyDossier, mine, { dossierId, reason: 'Nộp nhầm.' });
  expect(await refused(correct(dossierId))).toMatchObject({ kind: 'conflict', code: 'cases.not_open_now' });
});

test('the appointment is there from the acceptance on, for the owner and for the holder of the receipt', async () => {
  const { dossierId, code, secret } = await fileOnline(province, mine);
  expect((await refused(run(province.platform, getMyAppointment, mine, { dossierId }))).code).toBe(
    'services.no_appointment',
  );
  await accept(province, dossierId);
  const { name, text } = await run(province.platform, getMyAppointment, mine, { dossierId });
  expect(name).toBe(`hen-tra-${code}.ics`);
  expect(text).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20260310T170000');
  expect(text).not.toContain(secret);
  expect(text).not.toContain(mine.name);
  expect((await run(province.platform, getAppointmentWithCode, anonymous, { code, secret })).text).toBe(text);
  const wrong = refused(run(province.platform, getAppointmentWithCode, anonymous, { code, secret: 'x' }));
  expect((await wrong).kind).toBe('not_found');
  expect((await refused(run(province.platform, getMyAppointment, stranger, { dossierId }))).kind).toBe('not_found');
  await run(province.platform, withdrawMyDossier, mine, { dossierId, reason: 'Thôi.' });
  const after = await run(province.platform, getMyAppointment, mine, { dossierId });
  expect(after.text).toContain('STATUS:CANCELLED');
  expect(after.text).toContain('SEQUENCE:1');
});
