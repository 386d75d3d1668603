import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { qrSvg } from '../../platform/files/codes.ts';
import { smsSettings } from '../notice-world.ts';
import { type SmsSimulator, startSmsSimulator } from '../notice-services/sms-simulator.ts';
import { axeFindings } from './axe.ts';
import { openBrowser, openVisitor } from './chromium.ts';
import { type RunningDemo, rowsOf, startDemo } from './demo.ts';
import { expectFits, follow, press, textOf } from './steps.ts';

type Known = { code: string; secret: string; phone: string; number: string };

let demo: RunningDemo;
let browser: Browser;
let sms: SmsSimulator;
let known: Known;

beforeAll(async () => {
  sms = await startSmsSimulator({ now: () => new Date() });
  // The limits are on: one of the tests is about them.
  [demo, browser] = await Promise.all([startDemo({ ...smsSettings(sms), CUASO_LIMITS: 'on' }), openBrowser()]);
  const [found] = await rowsOf<Known>(
    demo,
    `select code, code_secret as secret, folded -> 'applicant' ->> 'phone' as phone, applicant_number as number
     from cases.dossier where state = 'processing' and confidentiality <> 'restricted'
       and folded -> 'applicant' ->> 'phone' ~ '^0[35789]' and length(applicant_number) = 12
     order by submitted_at desc limit 1`,
  );
  if (!found) throw new Error('the demo has no dossier with a telephone');
  known = found;
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  await sms?.close();
});

async function expectSound(page: Page): Promise<void> {
  await expectFits(page);
  expect({ at: page.url(), found: await axeFindings(page) }).toEqual({ at: page.url(), found: [] });
}

const codesTo = (phone: string) =>
  sms.got
    .flatMap(({ to, text }) => (to === phone ? [/^Ma de .*: (\d{6})\./.exec(text)?.[1] ?? ''] : []))
    .filter(Boolean);

describe.each([
  { name: 'on a telephone without script', width: 360, script: false, by: 'number' as const },
  { name: 'on a desk with script', width: 1280, script: true, by: 'phone' as const },
])('$name', { timeout: 120_000 }, ({ width, script, by }) => {
  const options = { viewport: { width, height: 800 }, javaScriptEnabled: script };

  test('who has no code of a dossier gets one on the telephone and sees where the dossiers are', async () => {
    const { context, problems } = await openVisitor(browser, demo.address, options);
    const page = await context.newPage();
    await page.goto('/tra-cuu');
    await expectSound(page);
    await follow(page, 'Lấy mã trên điện thoại');
    await expectSound(page);
    const field = page.getByLabel(/^Số định danh cá nhân hoặc/);
    await field.fill('12');
    await press(page, 'Gửi mã cho tôi');
    expect(await textOf(page)).toContain('Số định danh cá nhân gồm 12 chữ số');
    expect(await field.inputValue()).toBe('12');
    const before = codesTo(known.phone).length;
    await field.fill(known[by]);
    await press(page, 'Gửi mã cho tôi');
    await expectSound(page);
    await expect.poll(() => codesTo(known.phone).length, { timeout: 60_000, interval: 500 }).toBe(before + 1);
    const code = codesTo(known.phone).at(-1) ?? '';
    await page.getByLabel(/^Mã 6 chữ số/).fill(code === '111111' ? '222222' : '111111');
    await press(page, 'Xem hồ sơ');
    expect(await textOf(page)).toContain('Mã chưa đúng. Còn 4 lần thử.');
    await page.getByLabel(/^Mã 6 chữ số/).fill(code);
    await press(page, 'Xem hồ sơ');
    const said = await textOf(page);
    expect(said).toContain(known.code);
    expect(said).toContain('Hồ sơ đang ở');
    expect(said).not.toContain(known.number);
    expect(page.url()).not.toContain(known[by]);
    await expectSound(page);
    await press(page, 'Đóng, không để lại gì trên máy này');
    expect(await textOf(page)).toContain('Đã đóng danh sách hồ sơ trên máy này.');
    await page.goto('/tra-cuu/ma-mot-lan/ho-so');
    expect(await textOf(page)).not.toContain(known.code);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('a code typed without its marks, and the address of a receipt, lead to the dossier', async () => {
    const { context, problems } = await openVisitor(browser, demo.address, options);
    const page = await context.newPage();
    await page.goto('/tra-cuu');
    await page.getByLabel(/^Mã hồ sơ/).fill(known.code.toLowerCase().replace(/[.-]/g, ''));
    await press(page, 'Tra cứu');
    expect(await page.locator('h1').innerText()).toContain(known.code);
    await page.goto(`/tra-cuu/${known.code}?k=${known.secret}`);
    const said = await textOf(page);
    for (const word of ['Hồ sơ đang ở', 'Phải làm xong bước này trước', 'nhận lúc']) expect(said).toContain(word);
    await expectSound(page);
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe('the code of a receipt in a picture', { timeout: 120_000 }, () => {
  /** A picture of a QR code, as a telephone takes it. */
  async function pictureOf(page: Page, text: string): Promise<Buffer> {
    await page.setContent(`<body>${qrSvg(text).replace('<svg ', '<svg width="280" height="280" ')}</body>`);
    return page.screenshot({ type: 'png' });
  }

  test('is read on the device and opens the dossier here, whatever address stands in it', async () => {
    const { context, problems } = await openVisitor(browser, demo.address, { viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    const receipt = await pictureOf(page, `https://elsewhere.example/tra-cuu/${known.code}?k=${known.secret}`);
    const strange = await pictureOf(page, 'https://elsewhere.example/pay');
    const answer = await page.goto('/tra-cuu');
    expect(answer?.headers()['permissions-policy']).toContain('camera=(self)');
    expect((await context.request.get('/')).headers()['permissions-policy']).toContain('camera=()');
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.method()));
    const file = page.getByLabel('Hoặc chọn ảnh chụp mã QR');
    const says = page.locator('[data-scan-says]');
    await file.setInputFiles({ name: 'la.png', mimeType: 'image/png', buffer: strange });
    await says.filter({ hasText: 'Đây không phải mã của giấy tiếp nhận' }).waitFor();
    await file.setInputFiles({ name: 'chu.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
    await says.filter({ hasText: 'Không mở được tệp này' }).waitFor();
    await file.setInputFiles({ name: 'giay.png', mimeType: 'image/png', buffer: receipt });
    await page.waitForURL(`${demo.address}/tra-cuu/${known.code}?k=${known.secret}`);
    expect(await textOf(page)).toContain('Hồ sơ đang ở');
    expect(sent.filter((method) => method !== 'GET')).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('a camera that is refused says what to do', async () => {
    const { context } = await openVisitor(browser, demo.address, { viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    await page.goto('/tra-cuu');
    await page.getByRole('button', { name: 'Quét bằng máy ảnh' }).click();
    await expect.poll(() => page.locator('[data-scan-says]').innerText()).toMatch(/ảnh chụp mã QR|chụp ảnh mã QR/);
    await expectSound(page);
    await context.close();
  });
});

test('a short message that the gateway hands over is answered, one that somebody else hands over is not', async () => {
  const hand = (text: string, key = sms.key) => {
    const body = JSON.stringify({ id: '1', from: known.phone, text });
    const { timestamp, signature } = sms.signed(body, new Date());
    const headers = { 'x-cuaso-key': key, 'x-cuaso-timestamp': timestamp, 'x-cuaso-signature': signature };
    return fetch(`${demo.address}/goi-lai/sms/tin-den`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  };
  expect(await (await hand(`TG ${known.code}`)).json()).toEqual({
    text: expect.stringMatching(/^HS .+: dang giai quyet\. .*Noi giu: /),
  });
  expect(await (await hand('alo')).json()).toEqual({ text: expect.stringContaining('Hay soan: TG <ma ho so>') });
  expect((await hand(`TG ${known.code}`, 'ai-do')).status).toBe(403);
});

test('a thousand look-ups from one address are told when to come back, page and API alike', async () => {
  const statuses = new Map<number, number>();
  for (let n = 0; n < 1000; n += 50) {
    const codes = Array.from({ length: 50 }, (_, i) => `000.00.15.H58-201123-${String(n + i + 1).padStart(4, '0')}`);
    for (const { status } of await Promise.all(codes.map((code) => fetch(`${demo.address}/tra-cuu/${code}`))))
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(statuses.get(429)).toBeGreaterThan(900);
  expect([...statuses.keys()].filter((status) => status !== 200 && status !== 429)).toEqual([]);
  const page = await fetch(`${demo.address}/tra-cuu/${known.code}`, { headers: { accept: 'text/html' } });
  const said = await page.text();
  expect(page.status).toBe(429);
  expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(said).toMatch(/Có quá nhiều yêu cầu trong thời gian ngắn\. Xin thử lại sau \d+ giây\./);
  // A dossier that there is and one that there is not: nothing to tell them apart.
  const other = await fetch(`${demo.address}/api/services/lookup-dossier?code=000.00.15.H58-201123-0009`);
  const same = await fetch(`${demo.address}/api/services/lookup-dossier?code=${known.code}`);
  expect([other.status, same.status]).toEqual([429, 429]);
  expect(Number(same.headers.get('retry-after'))).toBeGreaterThan(0);
}, 120_000);
