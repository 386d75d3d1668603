import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GatewayService, startGatewayService } from '../payment-gateway/gateway-service.ts';
import { paidProcedure } from '../payment-world.ts';
import { axeFindings } from './axe.ts';
import { openBrowser } from './chromium.ts';
import { type RunningDemo, rowsOf, startDemo } from './demo.ts';
import { chooseCommune } from './filing.ts';
import { expectFits, press, readPdf, signIn, textOf } from './steps.ts';

let gateway: GatewayService;
let demo: RunningDemo;
let browser: Browser;
beforeAll(async () => {
  gateway = await startGatewayService();
  demo = await startDemo({
    CUASO_PAY_URL: gateway.payUrl,
    CUASO_PAY_API_URL: gateway.apiUrl,
    CUASO_PAY_TERMINAL: gateway.terminal,
    CUASO_PAY_SECRET: gateway.secret,
  });
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser.close();
  await demo.stop();
  await gateway.close();
});

/** One person's browser: a telephone or a desk, with or without script. */
async function opened(look: { width: number; script: 'with' | 'without' }, role: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    baseURL: demo.address,
    locale: 'vi-VN',
    viewport: { width: look.width, height: 800 },
    javaScriptEnabled: look.script === 'with',
  });
  const page = await context.newPage();
  await signIn(page, demo, role);
  return page;
}

/** The page is no wider than its window, and axe finds nothing. */
async function expectGood(page: Page, name: string): Promise<void> {
  await expectFits(page);
  expect({ name, found: await axeFindings(page) }).toEqual({ name, found: [] });
}

/** Files on line what costs 30,000 đồng; the page that comes asks for the money. */
async function filed(page: Page): Promise<void> {
  await page.goto(`/nop-ho-so/${paidProcedure}`);
  await chooseCommune(page);
  await press(page, 'Tiếp tục');
  await page.getByLabel('Nội dung đề nghị giải quyết').fill('Sửa địa chỉ trong giao dịch đã chứng thực');
  await press(page, 'Tiếp tục');
  await page.waitForURL(/\/giay-to$/);
  await press(page, 'Tiếp tục');
  await page.getByLabel('Số điện thoại').fill('0912345678');
  await press(page, 'Tiếp tục');
  await press(page, 'Gửi hồ sơ');
}

for (const look of [
  { width: 360, script: 'without' as const },
  { width: 1280, script: 'with' as const },
]) {
  test(`a citizen files, pays at the gateway and gets the receipt, ${look.width} px, ${look.script} script`, async () => {
    const page = await opened(look, 'Người dân');
    await filed(page);
    expect(await textOf(page)).toContain('Cần nộp 30.000');
    expect(await textOf(page)).toContain('hư cấu');
    await expectGood(page, 'to pay');
    const home = page.url();
    await press(page, 'Trả 30.000 đồng qua VNPAY');
    await page.waitForURL(`${gateway.payUrl}**`);
    const payUrl = page.url();
    const { reference } = await gateway.visit(payUrl, 'pay');
    const callback = gateway.callback(reference);
    await page.goto(`${home}?${new URLSearchParams(callback).toString()}`);
    expect(page.url()).toBe(`${home}?ve=1`);
    expect(await textOf(page)).toContain('Đang chờ VNPAY báo kết quả');
    await expectGood(page, 'waiting');
    expect(await gateway.tell(`${demo.address}/thanh-toan/ipn`, callback, 3)).toContain('00');
    // The page comes again by itself.
    await page.getByText('Đã nộp 30.000 đồng.').waitFor({ timeout: 30_000 });
    await expectGood(page, 'paid');
    const receipt = await page.getByRole('link', { name: 'Tải biên lai' }).getAttribute('href');
    expect(await readPdf(page, receipt)).toContain('Ba mươi nghìn đồng');
    await page.context().close();
  }, 90_000);
}

test('a forged callback over the address of the gateway is refused', async () => {
  const answers = await gateway.tell(
    `${demo.address}/thanh-toan/ipn`,
    gateway.callback('TT2222222201', { signedWith: 'other_key' }),
  );
  expect(answers).toEqual(['97']);
});

test('the desk lists, opens, collects, asks for refunds and imports statements, at both widths', async () => {
  for (const width of [360, 1280]) {
    const page = await opened({ width, script: 'with' }, 'Tiếp nhận (xã');
    await page.goto('/can-bo/thu-phi');
    expect(await textOf(page)).toContain('khoản, cộng');
    for (const path of ['', '?tinh-trang=paid', '/hoan-tien', '/sao-ke']) {
      await page.goto(`/can-bo/thu-phi${path}`);
      await expectGood(page, path);
    }
    const [order] = await rowsOf<{ id: string }>(
      demo,
      `select id from payments.payment_order where state = 'paid' order by paid_at desc limit 1`,
    );
    await page.goto(`/can-bo/thu-phi/${order?.id}`);
    await expectGood(page, 'order');
    await page.goto(`/can-bo/thu-phi/${order?.id}/hoan-tien`);
    await expectGood(page, 'refund');
    await page.context().close();
  }
}, 90_000);

test('who looks after the system sees differences and accounts', async () => {
  const page = await opened({ width: 1280, script: 'with' }, 'Quản trị hệ thống');
  for (const path of ['/chenh-lech', '/tai-khoan']) {
    await page.goto(`/can-bo/thu-phi${path}`);
    await expectGood(page, path);
    expect(await page.locator('h1').count()).toBe(1);
  }
  await page.context().close();
}, 60_000);
