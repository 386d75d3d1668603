import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings } from './axe.ts';
import { openBrowser, openVisitor } from './chromium.ts';
import { type RunningDemo, startDemo } from './demo.ts';
import { pageRoutes } from './page-routes.ts';
import { press } from './steps.ts';
import { wander } from './wander.ts';

let demo: RunningDemo;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

type Opened = { context: BrowserContext; page: Page; problems: string[] };

async function opened(size = { width: 360, height: 800 }): Promise<Opened> {
  const { context, problems } = await openVisitor(browser, demo.address, { viewport: size, reducedMotion: 'reduce' });
  return { context, page: await context.newPage(), problems };
}

describe('the page is fitted to the reader', { timeout: 180_000 }, () => {
  test('every public page at twice the text size fits 320 pixels', { timeout: 420_000 }, async () => {
    const { context, page, problems } = await opened({ width: 320, height: 700 });
    await page.goto('/hien-thi');
    await page.locator('main').getByLabel('Cỡ chữ').selectOption('200');
    await press(page, 'Áp dụng');
    expect(await page.evaluate(`getComputedStyle(document.documentElement).fontSize`)).toBe('32px');
    const found: string[] = [];
    const { seen } = await wander(page, ['/', '/khong-mang', '/giao-dien', '/dang-ky'], pageRoutes(), async (route) => {
      found.push(...(await page.evaluate<string[]>(beyond)).map((one) => `${route} ${one}`));
      found.push(...(await axeFindings(page)).map((one) => `${route} ${one}`));
    });
    expect({ found, problems }).toEqual({ found: [], problems: [] });
    expect([...seen]).toEqual(expect.arrayContaining(['/', '/thu-tuc', '/thu-tuc/[code]', '/su-kien', '/tra-cuu']));
    await context.close();
  });

  test('a page is read aloud part by part, by keyboard alone', async () => {
    const { context, page, problems } = await opened();
    await page.addInitScript({ content: voiceOfATest });
    await page.goto('/muc-do-truc-tuyen');
    await page.getByRole('button', { name: 'Nghe đọc' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.cs-being-read').count()).toBe(1);
    expect(await page.locator('.cs-being-read').innerText()).toContain(await page.locator('h1').innerText());
    await page.getByRole('button', { name: 'Tạm dừng' }).press('Enter');
    expect(await page.getByRole('region', { name: 'Nghe đọc trang này' }).innerText()).toContain('Đang tạm dừng.');
    await page.getByRole('button', { name: 'Đọc', exact: true }).press('Enter');
    await page.evaluate('window.finishPart()');
    await expect.poll(() => page.locator('h1.cs-being-read').count()).toBe(0);
    await page.getByLabel('Tốc độ').selectOption('1.5');
    await expect.poll(() => page.evaluate('window.spoken.at(-1).rate')).toBe(1.5);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Dừng', exact: true }).press('Enter');
    expect(await page.locator('.cs-being-read').count()).toBe(0);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('a device without a Vietnamese voice says so', async () => {
    const { context, page } = await opened();
    await page.goto('/tra-cuu');
    await page.getByRole('button', { name: 'Nghe đọc' }).click();
    const bar = page.getByRole('region', { name: 'Nghe đọc trang này' });
    await expect.poll(() => bar.innerText(), { timeout: 30_000 }).toContain('Máy này chưa có giọng đọc tiếng Việt.');
    await context.close();
  });

  test('the site can be installed: name, pictures, shortcuts, colours', async () => {
    const manifest = await fetch(`${demo.address}/manifest.webmanifest`);
    expect(manifest.headers.get('content-type')).toContain('application/manifest+json');
    const { icons, shortcuts, lang } = (await manifest.json()) as {
      icons: { src: string; type: string }[];
      shortcuts: { url: string }[];
      lang: string;
    };
    expect(lang).toBe('vi');
    for (const { src, type } of icons) {
      const icon = await fetch(demo.address + src);
      expect([src, icon.status, icon.headers.get('content-type')]).toEqual([src, 200, type]);
    }
    for (const { url } of shortcuts) expect((await fetch(demo.address + url)).status).toBe(200);
    const policy = (await fetch(demo.address)).headers.get('content-security-policy');
    expect(policy).toContain(`manifest-src 'self'`);
    expect(policy).toContain(`worker-src 'self'`);
  });
});

/** What stands beyond the right edge of a page that would have to be moved sideways. */
const beyond = `(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > width + 1 && one.checkVisibility())
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 160));
})()`;

/** A browser's speech with a Vietnamese voice, which this machine has not; a part is finished when the test says so. */
const voiceOfATest = `(() => {
  window.spoken = [];
  const speech = { paused: false, speaking: false, getVoices: () => [{ lang: 'vi-VN', name: 'Test' }],
    cancel() { const last = window.spoken.at(-1); speech.speaking = false; last?.dispatchEvent(new Event('end')); },
    pause() { speech.paused = true; }, resume() { speech.paused = false; },
    speak(words) { speech.speaking = true; window.spoken.push(words); } };
  window.finishPart = () => window.spoken.at(-1).dispatchEvent(new Event('end'));
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
})()`;
