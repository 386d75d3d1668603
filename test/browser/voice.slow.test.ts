import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings } from './axe.ts';
import { openBrowser, openVisitor } from './chromium.ts';
import { type RunningDemo, rowsOf, startDemo } from './demo.ts';
import { fileWaiting } from './filing.ts';
import { expectFits, follow, press, signIn, textOf } from './steps.ts';

type Own = { id: string; code: string; secret: string };

let demo: RunningDemo;
let browser: Browser;
let waiting: string;
let ready: Own[];
let papers: Own[];

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
  waiting = await fileWaiting(demo);
  ready = await rowsOf<Own>(
    demo,
    `select d.id, d.code, d.code_secret as secret from cases.dossier d
     join identity.account a on a.id = d.account_id
     where a.login = $1 and d.ready_at is not null order by d.ready_at desc`,
    [demo.loginOf('Người dân')],
  );
  papers = await rowsOf<Own>(
    demo,
    `select id, code, code_secret as secret from cases.dossier
     where ready_at is not null and account_id is null order by ready_at desc limit 2`,
  );
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The page fits the window and axe has nothing to say about it. */
async function expectSound(page: Page, script: boolean): Promise<void> {
  await expectFits(page);
  // axe waits for timers, which stand still where scripts are off; the page is the same either way.
  if (!script) return;
  expect({ at: page.url(), found: await axeFindings(page) }).toEqual({ at: page.url(), found: [] });
}

async function answerAll(page: Page, answer: string): Promise<void> {
  for (const group of await page.locator('main form fieldset').all())
    await group.getByLabel(answer, { exact: true }).check();
}

describe.each([
  { name: 'on a telephone without script', width: 360, script: false, of: 0 },
  { name: 'on a desk with script', width: 1280, script: true, of: 1 },
])('$name', { timeout: 120_000 }, ({ width, script, of }) => {
  const options = { viewport: { width, height: 800 }, javaScriptEnabled: script };

  test('a citizen rates, changes the contact data, takes the appointment and sees who looked', async () => {
    const desk = await openVisitor(browser, demo.address);
    const deskPage = await desk.context.newPage();
    await signIn(deskPage, demo, 'Tiếp nhận (xã');
    await deskPage.goto(`/can-bo/ho-so/${waiting}`);
    await desk.context.close();

    const { context, problems } = await openVisitor(browser, demo.address, options);
    const page = await context.newPage();
    await signIn(page, demo, 'Người dân');
    await page.goto(`/ho-so/${ready[of]?.id}`);
    await expectSound(page, script);
    await follow(page, 'Đánh giá việc giải quyết');
    await press(page, 'Gửi đánh giá');
    expect(await textOf(page)).toContain('Chưa chọn. Hãy chọn một mức.');
    await answerAll(page, 'Chưa hài lòng');
    await press(page, 'Gửi đánh giá');
    expect(await textOf(page)).toContain('Xin cho biết vì sao chưa hài lòng.');
    await expectSound(page, script);
    await answerAll(page, 'Hài lòng');
    await page.getByLabel('Lời nhận xét').fill('Làm nhanh, hướng dẫn rõ.');
    await press(page, 'Gửi đánh giá');
    expect(await textOf(page)).toContain('Đã ghi nhận đánh giá.');
    await expectSound(page, script);

    await page.goto(`/ho-so/${waiting}`);
    await follow(page, 'Sửa thông tin liên hệ');
    await page.getByLabel('Số điện thoại').fill('12');
    await press(page, 'Lưu');
    expect(await page.getByLabel('Số điện thoại').inputValue()).toBe('12');
    await expectSound(page, script);
    await page.getByLabel('Số điện thoại').fill(`091234567${of}`);
    await press(page, 'Lưu');
    expect(await textOf(page)).toContain('Đã sửa thông tin liên hệ.');

    await page.goto('/ho-so/du-lieu');
    await expectSound(page, script);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải về tất cả' }).click(),
    ]);
    const all: unknown = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(all).toMatchObject({ account: { number: demo.loginOf('Người dân') } });
    await follow(page, 'Ai đã xem dữ liệu của tôi');
    await expectSound(page, script);
    expect(await textOf(page)).toContain('Mở hồ sơ để giải quyết');
    expect(problems).toEqual([]);
    await context.close();
  });

  test('who holds the paper rates without signing in', async () => {
    const { context, problems } = await openVisitor(browser, demo.address, options);
    const page = await context.newPage();
    const { code = '', secret = '' } = papers[of] ?? {};
    await page.goto(`/tra-cuu/${code}?k=${secret}`);
    await follow(page, 'Đánh giá việc giải quyết');
    await answerAll(page, 'Rất hài lòng');
    await press(page, 'Gửi đánh giá');
    expect(await textOf(page)).toContain('Đã ghi nhận đánh giá.');
    await expectSound(page, script);
    await page.goto(`/danh-gia/${code}?k=wrong`);
    await expectSound(page, script);
    await page.goto('/thong-ke/hai-long');
    await expectSound(page, script);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('the controller reads the ratings and decides what is published', async () => {
    const { context, problems } = await openVisitor(browser, demo.address, options);
    const page = await context.newPage();
    await signIn(page, demo, 'Kiểm soát thủ tục');
    await page.goto('/can-bo/danh-gia');
    await expectSound(page, script);
    await page.goto('/can-bo/danh-gia/ho-so');
    await expectSound(page, script);
    expect(await textOf(page)).toContain('Làm nhanh, hướng dẫn rõ.');
    await page.goto('/can-bo/danh-gia/loi-nhan');
    await page.getByLabel('Đăng nội dung dưới đây').first().check();
    await page.getByLabel('Nội dung đăng lên Cổng').first().fill('Gọi 0912345678 nhé');
    await page.getByRole('button', { name: 'Lưu quyết định' }).first().click();
    await page.waitForLoadState();
    expect(await textOf(page)).toContain('Còn thông tin cá nhân');
    await expectSound(page, script);
    await page.getByLabel('Nội dung đăng lên Cổng').first().fill('Làm nhanh, hướng dẫn rõ.');
    await page.getByRole('button', { name: 'Lưu quyết định' }).first().click();
    await page.waitForLoadState();
    expect(await textOf(page)).toContain('Đã đăng lời nhận xét.');
    expect(problems).toEqual([]);
    await context.close();
  });
});
