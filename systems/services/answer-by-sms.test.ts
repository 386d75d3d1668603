import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { setSmsAnswerers } from '@cuaso/platform/notices/sms/answerers.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type NoticeWorld, openNoticeWorld } from '../../test/notice-world.ts';
import { answerSms } from '../notices/answer-sms.ts';
import { smsAnswerers } from '../sms-answerers.ts';

let world: NoticeWorld;
beforeAll(async () => {
  world = await openNoticeWorld();
  setSmsAnswerers(world.platform.memory, smsAnswerers);
}, 60_000);
afterAll(() => world.close());

/** A call of the gateway as it comes, with its signature. */
function call(text: string, from = '0912200009') {
  const body = JSON.stringify({ id: '1', from, text });
  return { key: world.sms.key, ...world.sms.signed(body, world.clock.now()) };
}

async function answerTo(text: string, from?: string): Promise<string> {
  const answer = await run(world.platform, answerSms, anonymous, call(text, from));
  expect(answer.text.length).toBeLessThanOrEqual(160);
  expect(answer.text).toMatch(/^[A-Za-z0-9 <>.,:;()/'-]*$/);
  return answer.text;
}

test('any telephone hears how far a dossier is, and no more', async () => {
  const { code } = await world.takeIn({ phone: '0912200001' });
  expect(await answerTo(`TG ${code}`)).toBe(`HS ${code}: dang giai quyet.`);
  expect(await answerTo(`tg ${code.toLowerCase().replace(/[.-]/g, ' ')}`)).toBe(`HS ${code}: dang giai quyet.`);
});

test('the telephone on the dossier also hears until when and where it lies, without a name', async () => {
  const { code } = await world.takeIn({ phone: '0912200002' });
  for (const from of ['0912200002', '+84912200002', '84912200002']) {
    const text = await answerTo(`TG ${code}`, from);
    expect(text).toMatch(/Hen tra \d\d\/\d\d\/2026\./);
    expect(text).toMatch(/Noi giu: /);
    expect(text).not.toContain('Tran Thi Thu');
  }
});

test('wrong words, a code that is none and a code that nobody has are told what to write', async () => {
  expect(await answerTo('xin chao')).toBe(
    'Cu phap chua dung. Hay soan: TG <ma ho so>, vi du TG 000.00.15.H58-261123-0001',
  );
  for (const text of ['', 'TG', 'TG 123', "TG ' or 1=1 --", `TG ${'9'.repeat(900)}`]) {
    expect(await answerTo(text)).toContain('Hay soan: TG <ma ho so>');
  }
  expect(await answerTo('TG 000.00.15.H58-260310-9999')).toContain('Khong tim thay');
});

test('a call without the gateway’s signature, with another text or of yesterday is answered nothing', async () => {
  const { code } = await world.takeIn({ phone: '0912200003' });
  const good = call(`TG ${code}`);
  for (const wrong of [
    { signature: 'a'.repeat(64) },
    { body: good.body.replace(code, '000.00.15.H58-260310-0001') },
    { key: 'ai-do' },
    { timestamp: String(Number(good.timestamp) - 86_400) },
  ])
    await expect(run(world.platform, answerSms, anonymous, { ...good, ...wrong })).rejects.toMatchObject({
      kind: 'denied',
    });
});
