import { randomBytes, randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from '../../../test/browser/axe.ts';
import { openBrowser, openVisitor } from '../../../test/browser/chromium.ts';
import { expectFits } from '../../../test/browser/steps.ts';
import { makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { makeSoftToken, type SoftToken } from '../../../test/soft-token.ts';
import { openModule } from '../token/token-module.ts';
import { sampleSecrets, type SampleServer, startSampleServer } from './sample-server.ts';
import { startAgent } from './start-agent.ts';

let pki: Pki;
let token: SoftToken;
let browser: Browser;
beforeAll(async () => {
  [pki, browser] = await Promise.all([makePki(), openBrowser()]);
  token = await makeSoftToken([{ label: 'lanh-dao', ...pki.holders.leader }]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  token.remove();
  pki.remove();
});

function sessionOf(count: number, holder: 'leader' | 'agency'): SampleServer['session'] {
  const { fingerprint, commonName } = pki.holders[holder].certificate;
  const items = Array.from({ length: count }, (_, i) => ({
    itemId: randomUUID(),
    title: `Giấy chứng nhận đăng ký hộ kinh doanh số ${i + 1}/2026 cấp cho Hộ kinh doanh Nguyễn Thị Thử Nghiệm Rất Dài`,
    detail: `000.00.15.H58-201123-${String(i + 1).padStart(4, '0')} – Nguyễn Thị Thử Nghiệm`,
    digest: randomBytes(32).toString('base64'),
  }));
  const confirmUntil = '2026-11-23T08:00:00.000Z';
  return { id: randomUUID(), signerName: commonName, certificateFingerprint: fingerprint, confirmUntil, items };
}

/** Looks at a copy that does not load itself anew while it is looked at. */
async function expectSound(page: Page): Promise<void> {
  const copy = await page.context().newPage();
  await copy.route(page.url(), async (route) => {
    // The agent may close a connection that rested just when it is used again.
    const response = await route.fetch({ maxRetries: 3 });
    const body = (await response.text()).replace(/<meta\s+http-equiv="refresh"[^>]*>/, '');
    await route.fulfill({ response, body });
  });
  await copy.goto(page.url());
  await expectFits(copy);
  expect(await axeFindings(copy)).toEqual([]);
  await copy.close();
}

test(
  'a person reads, mistypes, thinks again and signs; no state of the page is too wide or hard to use',
  { timeout: 240_000 },
  async () => {
    const server = await startSampleServer();
    const names = { signerName: 'Nguyễn Thị Thử Ký', serverName: 'Cửa Số tỉnh Thử Nghiệm', modulePath: '' };
    const agent = await startAgent({
      readPairing: () => ({ server: server.origin, token: sampleSecrets.token, ...names }),
      openModule: () => openModule(token.module),
      random: (bytes) => randomBytes(bytes),
      port: 0,
      tell: () => undefined,
      report: (error) => expect.fail(String(error)),
    });
    const options = { viewport: { width: 360, height: 800 } };
    const { context, problems } = await openVisitor(browser, new URL(agent.address).origin, options);
    const page = await context.newPage();
    await page.goto(agent.address);
    await page.getByRole('heading', { name: 'Không có văn bản chờ ký' }).waitFor();
    await expectSound(page);

    server.session = sessionOf(4, 'leader');
    await page.getByRole('heading', { name: '4 văn bản chờ ký' }).waitFor();
    await expectSound(page);
    await page.getByLabel('Mã PIN').fill('000000');
    await page.getByRole('button', { name: 'Ký 4 văn bản' }).click();
    await page.getByText('Mã PIN không đúng').waitFor();
    await expectSound(page);
    await page.getByRole('link', { name: 'Không ký' }).click();
    await page.getByRole('heading', { name: 'Không ký 4 văn bản này?' }).waitFor();
    await expectSound(page);
    await page.getByRole('link', { name: 'Quay lại xem' }).click();
    await page.getByLabel('Mã PIN').fill(token.pin);
    await page.keyboard.press('Enter');
    await page.getByText('Đã ký và gửi 4 văn bản.').waitFor();

    server.session = sessionOf(1, 'agency');
    await page.getByText('không phải chứng thư được yêu cầu').waitFor();
    await expectSound(page);
    server.fault = () => 'drop';
    await page.getByRole('heading', { name: 'Chưa kết nối được' }).waitFor();
    await expectSound(page);
    server.fault = (verb) => (verb === 'give-signature' ? 'drop' : undefined);
    server.session = sessionOf(100, 'leader');
    await page.getByLabel('Mã PIN').fill(token.pin);
    await page.getByRole('button', { name: 'Ký 100 văn bản' }).click();
    await page.getByRole('heading', { name: 'Đã ký 0 trên 100 văn bản' }).waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'Dừng lại' }).click();
    server.fault = () => 401;
    await page.getByRole('heading', { name: 'Chưa ghép nối' }).waitFor();
    await expectSound(page);
    expect(problems).toEqual([]);
    await context.close();
    await agent.close();
    await server.close();
  },
);
