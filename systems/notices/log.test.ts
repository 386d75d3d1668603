import { run } from '@cuaso/platform/operations/run.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type NoticeWorld, openNoticeWorld } from '../../test/notice-world.ts';
import { answerSms } from './answer-sms.ts';
import { exportDeliveries } from './export-deliveries.ts';
import { getNotice } from './get-notice.ts';
import { listDeliveries } from './list-deliveries.ts';
import { sendCode } from './one-time-code.ts';
import { self } from './platform-actor.ts';
import { publishTemplate } from './publish-template.ts';
import { getTemplate } from './get-template.ts';
import { resendDelivery } from './resend-delivery.ts';
import { resendOutbox } from './resend-outbox.ts';
import { saveTemplate } from './save-template.ts';
import { takeSmsReceipt } from './take-sms-receipt.ts';
import { setSmsAnswerers } from '@cuaso/platform/notices/sms/answerers.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

let world: NoticeWorld;

beforeAll(async () => {
  world = await openNoticeWorld();
}, 60_000);
afterAll(() => world.close());

const clerk = () => world.official(world.agencies.commune, 'one_stop_clerk');

test('the clerk of the agency sees what was sent, another agency does not', async () => {
  const { code } = await world.takeIn({ phone: '0912000001' });
  await world.send();
  const found = await run(world.platform, listDeliveries, await clerk(), { search: code });
  expect(found.rows.map(({ channel, address, state }) => [channel, address, state])).toEqual([
    ['sms', '0912000001', 'sent'],
  ]);
  const other = await world.official(world.agencies.otherCommune, 'one_stop_clerk');
  expect((await run(world.platform, listDeliveries, other, { search: code })).total).toBe(0);
  const noticeId = found.rows[0]?.noticeId ?? '';
  await expect(run(world.platform, getNotice, other, { noticeId })).rejects.toMatchObject({ kind: 'not_found' });
  const { deliveries } = await run(world.platform, getNotice, await clerk(), { noticeId });
  expect(deliveries[0]?.attempts).toMatchObject([{ provider: 'sms', outcome: 'sent' }]);
  expect((await run(world.platform, exportDeliveries, await clerk(), { search: code })).text).toContain('0912000001');
});

test('the outbox is sent once its way is set up, and only what is within reach', async () => {
  world.settings({ CUASO_SMS_URL: '' });
  await world.takeIn({ phone: '0912000002' });
  await world.send();
  const { outbox, rows } = await run(world.platform, listDeliveries, await clerk(), { view: 'outbox' });
  expect([outbox, rows.length]).toEqual([1, 1]);
  await expect(run(world.platform, resendOutbox, await clerk(), {})).rejects.toMatchObject({
    code: 'notices.nothing_to_send',
  });
  world.settings({});
  const other = await world.official(world.agencies.otherCommune, 'one_stop_clerk');
  await expect(run(world.platform, resendOutbox, other, {})).rejects.toMatchObject({ kind: 'conflict' });
  expect(await run(world.platform, resendOutbox, await clerk(), {})).toEqual({ count: 1 });
  await world.send();
  expect(world.sms.got.map(({ to }) => to)).toContain('0912000002');
});

test('the gateway says that a message arrived; without its signature nobody is believed', async () => {
  await world.takeIn({ phone: '0912000003' });
  await world.send();
  const sent = world.sms.got.find(({ to }) => to === '0912000003');
  const body = JSON.stringify({ key: sent?.key, state: 'delivered' });
  const call = { key: world.sms.key, ...world.sms.signed(body, world.clock.now()) };
  const anonymous = { kind: 'anonymous' } as const;
  for (const wrong of [
    { signature: 'a'.repeat(64) },
    { key: 'ai-do' },
    { body: body.replace('delivered', 'failed') },
    { timestamp: '1' },
  ])
    await expect(run(world.platform, takeSmsReceipt, anonymous, { ...call, ...wrong })).rejects.toMatchObject({
      kind: 'denied',
    });
  expect(await run(world.platform, takeSmsReceipt, anonymous, call)).toEqual({ taken: true });
  expect(await run(world.platform, takeSmsReceipt, anonymous, call)).toEqual({ taken: false });
  expect((await world.deliveries()).find((one) => one.address === '0912000003')?.state).toBe('delivered');
});

test('what failed is sent anew as another message; what was sent is not', async () => {
  await world.takeIn({ phone: '0912000004' });
  await world.send();
  const sent = world.sms.got.find(({ to }) => to === '0912000004');
  const deliveryId = (await world.deliveries()).find((one) => one.address === '0912000004')?.id ?? '';
  await expect(run(world.platform, resendDelivery, await clerk(), { deliveryId })).rejects.toMatchObject({
    kind: 'conflict',
  });
  const body = JSON.stringify({ key: sent?.key, state: 'failed', problem: 'switched off' });
  await run(
    world.platform,
    takeSmsReceipt,
    { kind: 'anonymous' },
    { key: world.sms.key, ...world.sms.signed(body, world.clock.now()) },
  );
  await run(world.platform, resendDelivery, await clerk(), { deliveryId });
  await world.send();
  const keys = world.sms.got.filter(({ to }) => to === '0912000004').map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});

test('a short message to the province is answered in 160 letters that every telephone has', async () => {
  setSmsAnswerers(world.platform.memory, [
    { word: 'TG', answer: async (_, { rest }) => `Hồ sơ ${rest}: đang giải quyết. ${'Xin chờ. '.repeat(40)}` },
  ]);
  const ask = (text: string) => {
    const body = JSON.stringify({ id: '1', from: '0912000005', text });
    return run(
      world.platform,
      answerSms,
      { kind: 'anonymous' },
      { key: world.sms.key, ...world.sms.signed(body, world.clock.now()) },
    );
  };
  const { text } = await ask('tg  123 ');
  expect(text).toMatch(/^Ho so 123: dang giai quyet\. Xin cho\./);
  expect(text.length).toBe(160);
  expect((await ask('abc')).text).toBe('Cu phap chua dung. Hay soan: TG ...');
});

const sendTestCode = command({
  name: 'test.send-code',
  summary: 'Gửi mã để kiểm thử',
  input: z.strictObject({ phone: z.string(), email: z.string() }),
  output: z.strictObject({ channel: z.enum(['sms', 'email']) }),
  access: { system: 'tests only' },
  run: (ctx, { phone, email }) =>
    sendCode(ctx, {
      subject: { relation: 'cases.dossier', id: ctx.newId() },
      phone,
      email,
      code: '482913',
      purpose: 'tra cứu hồ sơ',
      minutes: 5,
    }),
});

test('a one-time code goes out at night, is in no row that is kept, and is not sent when its time is over', async () => {
  world.clock.moveTo(new Date('2026-03-10T23:00:00+07:00'));
  await run(world.platform, sendTestCode, self, { phone: '0912000006', email: '' });
  const kept = async () =>
    (
      await sql<{ text: string }>`select n::text as text from notices.notice n
    where kind = 'notices.one_time_code'`.execute(world.db)
    ).rows.map(({ text }) => text.includes('482913'));
  expect(await kept()).toEqual([false]);
  await world.send();
  expect(world.sms.got.find(({ to }) => to === '0912000006')?.text).toContain('482913');
  const box = await sql`select from notices.notice where code_secret is not null`.execute(world.db);
  expect([await kept(), box.rows.length]).toEqual([[false], 0]);
  world.sms.behave(() => 'busy');
  await run(world.platform, sendTestCode, self, { phone: '0912000007', email: '' });
  await world.send();
  world.sms.behave(() => 'take');
  world.clock.moveBy(6 * 60_000);
  await world.send();
  expect(world.sms.got.some(({ to }) => to === '0912000007')).toBe(false);
  expect((await world.deliveries()).find((one) => one.address === '0912000007')?.state).toBe('expired');
});

test('a template is drafted, seen with invented facts, published as a version; the notice says which one it has', async () => {
  world.clock.moveTo(new Date('2026-03-11T09:00:00+07:00'));
  const editor = await world.official(world.agencies.department, 'procedure_controller');
  const kind = 'cases.accepted';
  const words = {
    title: 'Đã nhận {code}',
    body: 'Ông/bà {applicantName}: đã nhận {code}.',
    sms: 'Da nhan {code} - {agencyName}',
  };
  await expect(run(world.platform, saveTemplate, editor, { kind, ...words, body: 'Chào {ten}' })).rejects.toMatchObject(
    {
      details: { fields: { body: expect.stringContaining('{ten}') } },
    },
  );
  await run(world.platform, saveTemplate, editor, { kind, ...words });
  const { draft } = await run(world.platform, getTemplate, editor, { kind });
  expect(draft?.preview.body).toBe('Ông/bà Trần Thị Mẫu: đã nhận 000.00.15.H58-260310-0001.');
  await expect(
    run(world.platform, publishTemplate, editor, { kind, madeAt: '2026-01-01T00:00:00Z' }),
  ).rejects.toMatchObject({ code: 'notices.draft_changed_meanwhile' });
  const madeAt = draft?.madeAt ?? '';
  expect(await run(world.platform, publishTemplate, editor, { kind, madeAt })).toEqual({ version: 1 });
  const { dossierId, code } = await world.takeIn({ phone: '0912000008' });
  const row = await sql<{
    title: string;
    version: number;
  }>`select title, template_version as version from notices.notice
    where subject_id = ${dossierId}`.execute(world.db);
  expect(row.rows).toEqual([{ title: `Đã nhận ${code}`, version: 1 }]);
  const clerkActor = await clerk();
  await expect(run(world.platform, saveTemplate, clerkActor, { kind, ...words })).rejects.toMatchObject({
    kind: 'denied',
  });
});
