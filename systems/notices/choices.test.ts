import type { Person } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { signUp } from '@cuaso/systems/identity/sign-up.ts';
import { notify } from '@cuaso/platform/notices/notify.ts';
import { dossierNotices } from '@cuaso/platform/cases/dossier-notices.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type NoticeWorld, openNoticeWorld } from '../../test/notice-world.ts';
import { type PushSimulator, startPushSimulator } from '../../test/notice-services/push-simulator.ts';
import { startZaloSimulator, type ZaloSimulator } from '../../test/notice-services/zalo-simulator.ts';
import { allowDevice } from './allow-device.ts';
import { askZaloWord } from './ask-zalo-word.ts';
import { chooseMyNotices } from './choose-my-notices.ts';
import { getMyChoices } from './get-my-choices.ts';
import { listMyNotices } from './list-my-notices.ts';
import { self } from './platform-actor.ts';
import { removeDevice } from './remove-device.ts';
import { renewZaloTokens } from './renew-zalo-tokens.ts';
import { takeZaloEvent } from './take-zalo-event.ts';
import { trustMyAddress } from './trust-my-address.ts';

let world: NoticeWorld;
let push: PushSimulator;
let zalo: ZaloSimulator;

beforeAll(async () => {
  world = await openNoticeWorld();
  push = await startPushSimulator();
  zalo = await startZaloSimulator();
  world.settings({ ...zalo.settings, CUASO_PUSH_HOSTS: push.origin });
}, 60_000);
afterAll(async () => {
  await Promise.all([push.close(), zalo.close()]);
  await world.close();
});

let people = 0;

async function person(): Promise<Person & { phone: string; email: string }> {
  people += 1;
  const number = `0820900${String(people + 500).padStart(5, '0')}`;
  const [phone, email] = [`0913${String(people).padStart(6, '0')}`, `nguoi.${people}@mau.vn`];
  const name = `Lê Thị Thử ${people}`;
  const form = { kind: 'citizen', number, name, phone, email, password: 'một câu đủ dài để đăng nhập' } as const;
  const { accountId } = await run(world.platform, signUp, { kind: 'anonymous' }, form);
  return { kind: 'person', accountId, name, number, audience: 'citizen', phone, email };
}

const tell = command({
  name: 'test.tell',
  summary: 'Báo một việc để kiểm thử',
  input: z.strictObject({ accountId: z.string(), kind: z.enum(['accepted', 'handed_over']) }),
  output: z.strictObject({}),
  access: { system: 'tests only' },
  run: async (ctx, { accountId, kind }) => {
    await notify(ctx, {
      kind: dossierNotices[kind],
      subject: { relation: 'cases.dossier', id: ctx.newId() },
      agencyId: null,
      confidentiality: 'normal',
      recipient: { accountId, name: 'Lê Thị Thử', phone: '', email: '' },
      facts: { code: '000.00.15.H58-260310-0007', applicantName: 'Lê Thị Thử', procedureName: 'Đăng ký khai sinh' },
      dedupeKey: ctx.newId(),
    });
    return {};
  },
});

const told = async (address: string) =>
  (await world.deliveries())
    .filter((one) => one.address === address)
    .map(({ channel, state }) => `${channel} ${state}`);
const choice = { quietFrom: 1260, quietUntil: 420 };

test('a person who chose one way after another is told by the next one only when the first fails', async () => {
  const one = await person();
  await run(world.platform, chooseMyNotices, one, { ...choice, channels: ['sms', 'email'], manner: 'first' });
  world.sms.behave(() => 'nobody');
  await run(world.platform, tell, self, { accountId: one.accountId, kind: 'accepted' });
  await world.send();
  await world.send();
  world.sms.behave(() => 'take');
  expect([await told(one.phone), await told(one.email)]).toEqual([['sms failed'], ['email sent']]);
  const before = await run(world.platform, getMyChoices, one, {});
  expect(before.ways.find(({ channel }) => channel === 'sms')?.state).toBe('bad');
  await run(world.platform, trustMyAddress, one, { channel: 'sms' });
  await run(world.platform, tell, self, { accountId: one.accountId, kind: 'accepted' });
  await world.send();
  expect(await told(one.phone)).toContain('sms sent');
});

test('what may be switched off is sent by no way but stays on the own page; what the law wants told cannot be', async () => {
  const one = await person();
  const all = { ...choice, channels: ['email'] as 'email'[], manner: 'all' as const };
  await expect(run(world.platform, chooseMyNotices, one, { ...all, muted: ['cases.accepted'] })).rejects.toMatchObject({
    kind: 'invalid',
  });
  await expect(run(world.platform, chooseMyNotices, one, { ...all, channels: [] })).rejects.toMatchObject({
    kind: 'invalid',
  });
  await run(world.platform, chooseMyNotices, one, { ...all, muted: ['cases.handed_over'] });
  await run(world.platform, tell, self, { accountId: one.accountId, kind: 'handed_over' });
  await world.send();
  expect(await told(one.email)).toEqual([]);
  const mine = await run(world.platform, listMyNotices, one, {});
  expect(mine.rows.map(({ title, sent }) => [title, sent.length])).toEqual([
    ['Đã trả kết quả hồ sơ 000.00.15.H58-260310-0007', 0],
  ]);
  expect((await run(world.platform, listMyNotices, await person(), {})).total).toBe(0);
});

test('a browser that its owner allowed is told; one that is gone is removed', async () => {
  const one = await person();
  const leave = push.leave();
  await run(world.platform, allowDevice, one, { ...leave, device: 'Điện thoại' });
  await run(world.platform, allowDevice, one, { ...leave, device: 'Điện thoại' });
  await run(world.platform, tell, self, { accountId: one.accountId, kind: 'accepted' });
  await world.send();
  expect(push.got.map(({ content }) => content['title'])).toEqual([
    'Hồ sơ 000.00.15.H58-260310-0007 đã được tiếp nhận',
  ]);
  expect(push.got[0]?.authorization).toMatch(/^vapid t=.+, k=.+/);
  push.answer(410);
  await run(world.platform, tell, self, { accountId: one.accountId, kind: 'accepted' });
  await world.send();
  push.answer(201);
  expect((await run(world.platform, getMyChoices, one, {})).devices).toEqual([]);
});

test('a stranger does not make the platform call any address', async () => {
  const one = await person();
  const leave = push.leave();
  for (const endpoint of [
    'http://127.0.0.1:5432/x-y-z',
    'https://169.254.169.254/latest',
    'https://fcm.googleapis.com.evil.vn/x',
    'https://fcm.googleapis.com:8443/x',
    'https://a@fcm.googleapis.com/x',
    'file:///etc/passwd',
  ])
    await expect(run(world.platform, allowDevice, one, { ...leave, endpoint })).rejects.toMatchObject({
      kind: 'invalid',
    });
  const other = await person();
  const { id } = await run(world.platform, allowDevice, one, { ...leave, device: '' });
  await expect(run(world.platform, removeDevice, other, { id })).rejects.toMatchObject({ kind: 'not_found' });
});

test('Zalo: the tokens are renewed, a follower proves whose account it is and is told there', async () => {
  await renewZaloTokens(world.platform);
  await renewZaloTokens(world.platform);
  expect(zalo.renewals()).toBe(1);
  const one = await person();
  const { word } = await run(world.platform, askZaloWord, one, {});
  const event = zalo.event({
    event_name: 'user_send_text',
    sender: { id: '778899' },
    message: { text: `NOI ${word}`, msg_id: 'm1' },
  });
  const stranger = { kind: 'anonymous' } as const;
  await expect(run(world.platform, takeZaloEvent, stranger, { ...event, signature: 'mac=00' })).rejects.toMatchObject({
    kind: 'denied',
  });
  await expect(
    run(world.platform, takeZaloEvent, stranger, { ...event, body: event.body.replace('778899', '112233') }),
  ).rejects.toMatchObject({ kind: 'denied' });
  expect(await run(world.platform, takeZaloEvent, stranger, event)).toEqual({ taken: true });
  expect(await run(world.platform, takeZaloEvent, stranger, event)).toEqual({ taken: false });
  await run(world.platform, chooseMyNotices, one, { ...choice, channels: ['zalo'], manner: 'all' });
  await run(world.platform, tell, self, { accountId: one.accountId, kind: 'accepted' });
  await world.send();
  expect([zalo.got.map(({ to }) => to), await told('778899')]).toEqual([['778899'], ['zalo sent']]);
  const seen = zalo.event({ event_name: 'user_received_message', message: { msg_id: 'Z1' } });
  await run(world.platform, takeZaloEvent, stranger, seen);
  expect(await told('778899')).toEqual(['zalo delivered']);
});

test('Zalo: who does not follow is told by the approved template of the telephone number, and only once', async () => {
  world.settings({ ...zalo.settings, CUASO_PUSH_HOSTS: push.origin, CUASO_ZALO_TEMPLATES: 'cases.accepted=4711' });
  zalo.behave(() => 'lose_answer');
  const one = await person();
  await run(world.platform, chooseMyNotices, one, { ...choice, channels: ['zalo'], manner: 'all' });
  await run(world.platform, tell, self, { accountId: one.accountId, kind: 'accepted' });
  const before = zalo.got.length;
  await world.send();
  world.clock.moveBy(3_600_000);
  await world.send();
  expect([zalo.got.slice(before).map(({ to }) => to), await told(one.phone)]).toEqual([
    [`84${one.phone.slice(1)}`],
    ['zalo unknown'],
  ]);
  expect(zalo.got.at(-1)?.data['code']).toBe('000.00.15.H58-260310-0007');
});
