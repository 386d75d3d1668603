import { mobileProvider } from '@cuaso/platform/signing/mobile/mobile-provider.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from '../browser/axe.ts';
import { openBrowser } from '../browser/chromium.ts';
import { startMssService } from './mss-service.ts';
import type { MssService } from './mss-service.ts';
import { sampleKey } from './sample-key.ts';

const msisdn = '84912345678';
const { keyPem } = sampleKey('Bùi Thị Kim');

let browser: Browser;
let service: MssService;

beforeAll(async () => {
  service = await startMssService({ phones: [{ msisdn, keyPem, pin: '4708' }] });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await service.close();
});

const begin = (transactionId: string) => {
  const now = new Date();
  const validUntil = new Date(now.getTime() + 300_000);
  const what = { msisdn, digest: Buffer.alloc(32, 9), display: 'Giấy phép xây dựng', transactionId, validUntil, now };
  return mobileProvider(service).begin(what);
};

test('without script, a person signs one request and cancels the next', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const { msspTransactionId } = await begin('t1');
  await page.goto(service.pageOf(msisdn));
  expect(await page.locator('.text').innerText()).toContain('Giấy phép xây dựng');
  await page.getByLabel('Mã PIN của SIM').fill('4708');
  await page.getByRole('button', { name: 'Ký' }).click();
  expect(await page.getByRole('status').innerText()).toBe('Đã ký.');
  expect(service.transaction(msspTransactionId)?.state).toBe('signed');
  const next = await begin('t2');
  await page.goto(service.pageOf(msisdn));
  await page.getByRole('button', { name: 'Hủy' }).click();
  expect(await page.getByRole('status').innerText()).toBe('Đã hủy yêu cầu.');
  expect(service.transaction(next.msspTransactionId)?.state).toBe('cancelled');
  await context.close();
});

test('axe finds nothing on the screen, with requests and without', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await begin('t3');
  await page.goto(service.pageOf(msisdn));
  expect(await axeFindings(page)).toEqual([]);
  for (const { transaction } of service.pending()) service.cancel(transaction);
  await page.goto(service.pageOf(msisdn));
  expect(await axeFindings(page)).toEqual([]);
  await context.close();
});
