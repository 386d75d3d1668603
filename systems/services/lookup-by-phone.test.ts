import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type NoticeWorld, openNoticeWorld } from '../../test/notice-world.ts';
import { jobs } from '../jobs.ts';
import { askLookupCode } from './ask-lookup-code.ts';
import { closeLookup } from './close-lookup.ts';
import { forgetLookups } from './forget-lookups.ts';
import { listLookedUp } from './list-looked-up.ts';
import { openLookup } from './open-lookup.ts';

let world: NoticeWorld;
beforeAll(async () => {
  world = await openNoticeWorld();
}, 60_000);
afterAll(() => world.close());

const ask = (number: string) => run(world.platform, askLookupCode, anonymous, { number });
const open = (token: string, code: string) => run(world.platform, openLookup, anonymous, { token, code });
const list = (token: string, page = 1) => run(world.platform, listLookedUp, anonymous, { token, page });

/** Does the jobs that wait, as the workers would, and sends what is due. */
async function work(): Promise<void> {
  const waiting = await sql<{ id: string; lookupId: string }>`select j.id, j.payload ->> 'lookupId' as "lookupId"
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'services.send-lookup-code' order by j.id`.execute(world.db);
  const job = jobs.find(({ name }) => name === 'services.send-lookup-code');
  for (const { id, lookupId } of waiting.rows) {
    // Twice, as after a worker died: the message goes out once.
    for (let n = 0; n < 2; n += 1)
      await job?.run(world.platform, { lookupId }, { dataFolder: '', log: () => undefined });
    await sql`delete from graphile_worker._private_jobs where id = ${id}`.execute(world.db);
  }
  await world.send();
}

const messagesTo = (phone: string) => world.sms.got.filter(({ to, text }) => to === phone && text.startsWith('Ma de'));
const codeTo = (phone: string) => /: (\d{6})\./.exec(messagesTo(phone).at(-1)?.text ?? '')?.[1] ?? '';

/** The words of a mail as they came over the line. */
function readable(raw: string): string {
  const base64 = /base64[^]*?\r?\n\r?\n([\w+/=\r\n]+)/.exec(raw)?.[1];
  if (base64 !== undefined) return Buffer.from(base64, 'base64').toString();
  const bytes = raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

test('by the personal number a code comes to the telephone on the dossier and opens the dossiers with it', async () => {
  const number = '082090900001';
  const first = await world.takeIn({ number, phone: '0912100001' });
  const other = await world.takeIn({ number, phone: '0912100001' });
  const elsewhere = await world.takeIn({ number: '082090900002', phone: '0912100001' });
  const { token } = await ask(' 082 090 900 001 ');
  await work();
  expect(messagesTo('0912100001')).toHaveLength(1);
  expect((await list(token)).isOpen).toBe(false);
  const opened = await open(token, codeTo('0912100001'));
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const found = await list(opened.token);
  expect(found).toMatchObject({ isOpen: true, contactEnd: '001', total: 2 });
  expect(found.rows.map(({ code }) => code).toSorted()).toEqual([first.code, other.code].toSorted());
  expect(JSON.stringify(found)).not.toContain('Trần Thị Thử');
  expect(JSON.stringify(found)).not.toContain(elsewhere.code);
  const [row] = found.rows;
  expect(row).toMatchObject({ completion: 'in_progress', holder: { unitName: expect.stringMatching(/./) } });
  expect(row?.steps[0]).toMatchObject({ progress: 'now', since: expect.any(String), until: expect.any(String) });
  // The token of before the code, and the code once more, open nothing.
  expect((await list(token)).isOpen).toBe(false);
  expect(await open(opened.token, codeTo('0912100001'))).toEqual({ outcome: 'over' });
  expect(await run(world.platform, closeLookup, anonymous, { token: opened.token })).toEqual({ closed: true });
  expect((await list(opened.token)).isOpen).toBe(false);
});

test('by the telephone alone, however it is typed; a page at a time', async () => {
  for (let n = 0; n < 11; n += 1) await world.takeIn({ phone: '0912100003' });
  const { token } = await ask('+84 912.100.003');
  await work();
  const opened = await open(token, codeTo('0912100003').replace(/(\d{3})/, '$1 '));
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const [one, two, none] = [await list(opened.token), await list(opened.token, 2), await list(opened.token, 3)];
  expect([one.total, one.rows.length, two.rows.length, none.rows.length]).toEqual([11, 10, 1, 0]);
});

test('a number that nobody has gets the same answers as one that somebody has', async () => {
  await world.takeIn({ number: '082090900004', phone: '0912100004' });
  const before = world.sms.got.length;
  const known = await ask('082090900004');
  const unknown = await ask('082090900005');
  expect(Object.keys(unknown)).toEqual(Object.keys(known));
  expect([unknown.token.length, unknown.expiresAt]).toEqual([known.token.length, known.expiresAt]);
  await work();
  const sent = world.sms.got.slice(before).filter(({ text }) => text.startsWith('Ma de'));
  expect(sent.map(({ to }) => to)).toEqual(['0912100004']);
  const wrong = codeTo('0912100004') === '000000' ? '000001' : '000000';
  for (const left of [4, 3, 2, 1]) {
    expect(await open(known.token, wrong)).toEqual({ outcome: 'wrong', triesLeft: left });
    expect(await open(unknown.token, wrong)).toEqual({ outcome: 'wrong', triesLeft: left });
  }
  expect(await open(known.token, wrong)).toEqual({ outcome: 'over' });
  expect(await open(unknown.token, wrong)).toEqual({ outcome: 'over' });
  expect(await open(known.token, codeTo('0912100004'))).toEqual({ outcome: 'over' });
});

test('a number is sent three codes an hour and six a day, known or not', async () => {
  for (const number of ['0912100006', '082090900006']) {
    for (let n = 0; n < 3; n += 1) await ask(number);
    await expect(ask(number)).rejects.toMatchObject({
      kind: 'too_many',
      code: 'services.too_many_lookup_codes',
      details: { retryAfterSeconds: 3600 },
    });
  }
  world.clock.moveBy(3_600_001);
  for (let n = 0; n < 3; n += 1) await ask('0912100006');
  world.clock.moveBy(3_600_001);
  await expect(ask('0912100006')).rejects.toMatchObject({ kind: 'too_many' });
  await work();
});

test('many who ask at the same time by one number are counted one after the other', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => ask('0912100007')));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  await work();
});

test('one telephone gets six codes a day by whatever numbers; the seventh is not sent and nobody is told', async () => {
  for (let n = 0; n < 7; n += 1) {
    const number = `08209091000${n}`;
    await world.takeIn({ number, phone: '0912100008' });
    await ask(number);
  }
  await work();
  expect(messagesTo('0912100008')).toHaveLength(6);
});

test('a code is over after ten minutes, the list after fifteen', async () => {
  await world.takeIn({ phone: '0912100009' });
  const late = await ask('0912100009');
  await work();
  world.clock.moveBy(10 * 60_000);
  expect(await open(late.token, codeTo('0912100009'))).toEqual({ outcome: 'over' });
  const { token } = await ask('0912100009');
  await work();
  const opened = await open(token, codeTo('0912100009'));
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  world.clock.moveBy(15 * 60_000);
  expect((await list(opened.token)).isOpen).toBe(false);
});

test('without a mobile telephone on the dossier the code goes to its e-mail address', async () => {
  await world.takeIn({ number: '082090900010', phone: '02733872123', email: 'nguoi@mau.vn' });
  const { token } = await ask('082090900010');
  await work();
  const text = world.mail.got.map((mail) => readable(mail.text)).findLast((one) => one.includes('Mã của ông/bà')) ?? '';
  const opened = await open(token, /: (\d{6})/.exec(text)?.[1] ?? '');
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  expect(await list(opened.token)).toMatchObject({ contactEnd: '@mau.vn', total: 1 });
});

test('a restricted dossier is neither found nor listed', async () => {
  const { dossierId } = await world.takeIn({ phone: '0912100011' });
  await world.db.transaction().execute(async (tx) => {
    await sql`select set_config('cuaso.operation', 'test', true), set_config('cuaso.actor', 'system:test', true),
      set_config('cuaso.request', 'test', true)`.execute(tx);
    await sql`update cases.dossier set confidentiality = 'restricted' where id = ${dossierId}`.execute(tx);
  });
  await ask('0912100011');
  await work();
  expect(messagesTo('0912100011')).toEqual([]);
});

test('what is no number is told beside the field; where nothing can be sent that is said, whoever asks', async () => {
  for (const number of ['', '123', '02733872123', "0912' or 1=1", 'x'.repeat(41), '999999999999'])
    await expect(ask(number)).rejects.toMatchObject({
      kind: 'invalid',
      details: { fields: { number: expect.any(String) } },
    });
  await expect(open('x', '12345')).rejects.toMatchObject({ kind: 'invalid' });
  expect(await open('x', '123456')).toEqual({ outcome: 'over' });
  world.settings({ CUASO_SMS_URL: '' });
  await expect(ask('0912100099')).rejects.toMatchObject({ code: 'notices.not_set_up' });
  world.settings({});
});

test('nothing that is kept tells number, telephone or code, and after two days nothing is kept', async () => {
  await world.takeIn({ number: '082090900012', phone: '0912100012' });
  await ask('082090900012');
  await work();
  const rows = await sql<{ text: string }>`select l::text as text from services.lookup l`.execute(world.db);
  const all = rows.rows.map(({ text }) => text).join('\n');
  expect(all).not.toMatch(/0912100012|082090900012/);
  expect(all).not.toContain(Buffer.from('0912100012').toString('hex'));
  expect(all).not.toContain(Buffer.from(codeTo('0912100012')).toString('hex'));
  world.clock.moveBy(49 * 3_600_000);
  const { forgotten } = await run(world.platform, forgetLookups, { kind: 'system', name: 'jobs' }, {});
  expect(forgotten).toBe(rows.rows.length);
});
