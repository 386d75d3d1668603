import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings } from './axe.ts';
import { openBrowser, openVisitor } from './chromium.ts';
import { type RunningDemo, startDemo } from './demo.ts';
import { expectFits } from './steps.ts';

let demo: RunningDemo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

async function pageOf(options: Parameters<typeof openVisitor>[2] = {}): Promise<{ page: Page; problems: string[] }> {
  const { context, problems } = await openVisitor(browser, demo.address, options);
  return { page: await context.newPage(), problems };
}

describe('suggestions while typing', { timeout: 60_000 }, () => {
  test('are chosen with the keyboard alone, and Escape closes them', async () => {
    const { page, problems } = await pageOf();
    await page.goto('/');
    await page.keyboard.press('/');
    await page.keyboard.type('dang ky khai sinh');
    const field = page.getByRole('combobox', { name: 'Tìm thủ tục hành chính' });
    await page.locator('.cs-suggest [role=option]').first().waitFor();
    expect(await field.getAttribute('aria-expanded')).toBe('true');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await field.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowDown');
    await page.locator('.cs-suggest [role=option]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    const marked = page.locator('[role=option][aria-selected=true]');
    expect(await field.getAttribute('aria-activedescendant')).toBe(await marked.getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(thu-tuc|su-kien)\/.+/);
    expect(problems).toEqual([]);
  });

  test('Enter without a choice searches as ever', async () => {
    const { page } = await pageOf();
    await page.goto('/');
    await page.keyboard.press('/');
    await page.keyboard.type('ket hon');
    await page.locator('.cs-suggest [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/thu-tuc\?q=/);
    expect(new URL(page.url()).searchParams.get('q')).toBe('ket hon');
  });
});

describe.each([
  { name: 'with script, wide', options: { viewport: { width: 1280, height: 900 } } },
  { name: 'without script, on a phone', options: { viewport: { width: 360, height: 740 }, javaScriptEnabled: false } },
])('$name', { timeout: 120_000 }, ({ options }) => {
  test('a life event leads to a procedure, its checklist and the papers of one case', async () => {
    const { page, problems } = await pageOf(options);
    await page.goto('/');
    await page.getByRole('link', { name: 'Sinh con, nuôi con nhỏ' }).click();
    await page.getByRole('link', { name: 'Thủ tục đăng ký khai sinh', exact: true }).first().click();
    await page.getByRole('link', { name: 'Giấy tờ cho trường hợp của tôi' }).click();
    const asked = page.getByRole('group', { name: 'Có nộp thay theo ủy quyền không?' });
    expect(await page.getByText('Văn bản ủy quyền được chứng thực').count()).toBe(1);
    await asked.getByLabel('Không').check();
    await page.getByRole('button', { name: 'Xem giấy tờ của tôi' }).click();
    await page.waitForURL(/c\.authorised=false/);
    expect(await page.getByText('Văn bản ủy quyền được chứng thực').count()).toBe(0);
    const filing = await page.getByRole('link', { name: 'Nộp trực tuyến' }).getAttribute('href');
    expect(filing).toContain('c.authorised=false');
    expect(problems).toEqual([]);
  });

  const pages = [
    '/',
    '/thu-tuc',
    '/thu-tuc/1.001193',
    '/thu-tuc/1.001193/truong-hop',
    '/thu-tuc/linh-vuc',
    '/thu-tuc/co-quan',
  ];
  const more = [
    '/su-kien',
    '/su-kien/dat-dai',
    '/cau-hoi',
    '/tim?q=khai+sinh',
    '/muc-do-truc-tuyen',
    '/thu-tuc/linh-vuc/G13-DD',
  ];
  test.each([...pages, ...more])('%s fits its screen', async (path) => {
    const { page, problems } = await pageOf(options);
    await page.goto(path);
    await expectFits(page);
    expect(problems).toEqual([]);
  });
});
