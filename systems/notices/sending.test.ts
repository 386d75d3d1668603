import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSmsSimulator } from '../../test/notice-services/sms-simulator.ts';
import { type NoticeWorld, openNoticeWorld } from '../../test/notice-world.ts';

let world: NoticeWorld;

beforeAll(async () => {
  world = await openNoticeWorld();
}, 60_000);
afterAll(() => world.close());
beforeEach(async () => {
  world.mail.behave(() => 'take');
  world.sms.behave(() => 'take');
  world.mail.got.length = 0;
  world.sms.got.length = 0;
  world.clock.moveTo(new Date('2026-03-10T09:00:00+07:00'));
  await world.send();
  world.mail.got.length = 0;
  world.sms.got.length = 0;
});

const both = { phone: '0912345678', email: 'ba.thu@mau.vn' };
const statesOf = async (address: string) =>
  (await world.deliveries()).filter((one) => one.address === address).map((one) => one.state);

test('who files at the counter with telephone and e-mail is told the promised day by both', async () => {
  const { code } = await world.takeIn(both);
  await world.send();
  expect(world.sms.got.map(({ to, text }) => [to, text])).toEqual([
    [
      '0912345678',
      expect.stringMatching(
        new RegExp(`da tiep nhan ho so ${code}\\. Hen tra ket qua: \\d\\d:\\d\\d \\d\\d/03/2026\\.$`),
      ),
    ],
  ]);
  expect(world.sms.got[0]?.text.length).toBeLessThanOrEqual(160);
  expect(world.sms.got[0]?.sender).toBe('TIENGIANG');
  expect(world.mail.got.map(({ to }) => to)).toEqual(['ba.thu@mau.vn']);
  expect(world.mail.got[0]?.text).toContain(`https://dichvucong.mau.vn/tra-cuu/${code}`);
  expect(world.mail.got[0]?.text).toContain('Auto-Submitted: auto-generated');
});

test('sending again sends nothing again', async () => {
  await world.takeIn({ phone: '0912345671' });
  await world.send();
  await world.send();
  expect(world.sms.got).toHaveLength(1);
});

test('a busy provider is asked again later with the same key', async () => {
  world.sms.behave(() => 'busy');
  world.mail.behave(() => 'busy');
  await world.takeIn({ phone: '0912345672', email: 'busy@mau.vn' });
  await world.send();
  expect([await statesOf('0912345672'), await statesOf('busy@mau.vn')]).toEqual([['waiting'], ['waiting']]);
  world.sms.behave(() => 'take');
  world.mail.behave(() => 'take');
  await world.send();
  expect(world.sms.got).toHaveLength(0);
  world.clock.moveBy(60_000);
  await world.send();
  expect([world.sms.got.length, world.mail.got.length]).toEqual([1, 1]);
  const id = (await world.deliveries()).find((one) => one.address === 'busy@mau.vn')?.id ?? '';
  expect(world.mail.got[0]?.messageId).toBe(`<${id}@mau.vn>`);
});

test('a gateway whose answer was lost is asked what became of it; nobody gets it twice', async () => {
  world.sms.behave(() => 'lose_answer');
  await world.takeIn({ phone: '0912345673' });
  await world.send();
  expect(await statesOf('0912345673')).toEqual(['waiting']);
  world.clock.moveBy(60_000);
  world.sms.behave(() => 'busy');
  await world.send();
  expect([await statesOf('0912345673'), world.sms.got.length]).toEqual([['sent'], 1]);
});

test('a mail server cannot be asked: a mail whose answer was lost is sent once and shown as not clear', async () => {
  world.mail.behave(() => 'lose_answer');
  await world.takeIn({ email: 'lost@mau.vn' });
  await world.send();
  world.clock.moveBy(86_400_000);
  world.mail.behave(() => 'take');
  await world.send();
  expect([await statesOf('lost@mau.vn'), world.mail.got.length]).toEqual([['unknown'], 1]);
});

test('an address at which nothing arrives is marked and not written to again', async () => {
  world.mail.behave(() => 'nobody');
  world.sms.behave(() => 'nobody');
  await world.takeIn({ phone: '0912345674', email: 'nobody@mau.vn' });
  await world.send();
  const bad = await sql<{ address: string }>`select address from notices.bad_address
    where address in ('nobody@mau.vn', '0912345674') order by 1`.execute(world.db);
  expect(bad.rows.map((row) => row.address)).toEqual(['0912345674', 'nobody@mau.vn']);
  await world.takeIn({ phone: '0912345674', email: 'nobody@mau.vn' });
  expect(await statesOf('nobody@mau.vn')).toEqual(['failed']);
});

test('a landline takes no messages; nobody writes to it, and the notice is still there', async () => {
  const { dossierId } = await world.takeIn({ phone: '02733872123' });
  const found = await sql<{ silence: string; count: number }>`select n.silence, count(d.id)::int as count
    from notices.notice n left join notices.delivery d on d.notice_id = n.id where n.subject_id = ${dossierId} group by 1`.execute(
    world.db,
  );
  expect(found.rows).toEqual([{ silence: 'no_address', count: 0 }]);
});

test('at night nobody is disturbed; the message waits for the morning', async () => {
  world.clock.moveTo(new Date('2026-03-11T22:30:00+07:00'));
  await world.takeIn({ phone: '0912345675' });
  await world.send();
  expect(world.sms.got).toHaveLength(0);
  world.clock.moveTo(new Date('2026-03-12T07:00:00+07:00'));
  await world.send();
  expect(world.sms.got.map(({ to }) => to)).toEqual(['0912345675']);
});

test('what is over the limit of a day comes the next morning as one message', async () => {
  world.settings({ CUASO_NOTICES_SMS_PER_DAY: '5' });
  world.clock.moveTo(new Date('2026-03-13T09:00:00+07:00'));
  for (let i = 0; i < 8; i += 1) await world.takeIn({ phone: '0912345676' });
  await world.send();
  expect(world.sms.got).toHaveLength(5);
  world.clock.moveTo(new Date('2026-03-14T07:00:00+07:00'));
  await world.send();
  expect(world.sms.got.slice(5).map(({ text }) => text)).toEqual([
    'Ong/ba co 3 thong bao moi ve ho so. Xem tai https://dichvucong.mau.vn/ho-so',
  ]);
  expect((await statesOf('0912345676')).toSorted()).toEqual([...Array(2).fill('joined'), ...Array(6).fill('sent')]);
  world.settings({});
});

test('without a provider the message lies in the outbox', async () => {
  world.settings({ CUASO_SMS_URL: '' });
  await world.takeIn({ phone: '0912345677' });
  await world.send();
  expect(await statesOf('0912345677')).toEqual(['outbox']);
  world.settings({});
});

test('a second provider takes over when the first is busy', async () => {
  const second = await startSmsSimulator({ now: () => world.clock.now() });
  world.settings({ CUASO_SMS2_URL: second.origin, CUASO_SMS2_KEY: second.key, CUASO_SMS2_SECRET: second.secret });
  world.sms.behave(() => 'busy');
  await world.takeIn({ phone: '0912345679' });
  await world.send();
  await world.send();
  expect([world.sms.got.length, second.got.map(({ to }) => to)]).toEqual([0, ['0912345679']]);
  await second.close();
  world.settings({});
});
