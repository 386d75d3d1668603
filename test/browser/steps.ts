import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { nextCode } from '../next-code.ts';
import type { RunningDemo } from './demo.ts';

/** What an officer reads when doing a step: the heading of the form, its button, and the sentence afterwards. */
const words = {
  accept: ['Tiếp nhận hồ sơ', 'Tiếp nhận', 'Đã tiếp nhận hồ sơ'],
  take: ['Nhận thụ lý', 'Nhận thụ lý hồ sơ này', 'Ông/bà đã nhận thụ lý hồ sơ.'],
  draft: ['Dự thảo kết quả', 'Lưu dự thảo', 'Đã lưu dự thảo kết quả.'],
  hand_on: ['Chuyển bước tiếp theo', 'Chuyển hồ sơ', 'Đã chuyển hồ sơ sang bước tiếp theo.'],
  hand_over: ['Trả kết quả', 'Trả kết quả', 'Đã trả kết quả; hồ sơ kết thúc.'],
} as const;

/** Signs the person of a role in, with the code of the authenticator application where it is asked for. */
export async function signIn(page: Page, demo: RunningDemo, role: string): Promise<void> {
  await page.goto('/dang-nhap');
  await page.getByLabel(/^Số định danh cá nhân, mã số thuế/).fill(demo.loginOf(role));
  await page.getByLabel(/^Mật khẩu/).fill(demo.password);
  await press(page, 'Đăng nhập');
  if (new URL(page.url()).pathname === '/dang-nhap/hai-lop') {
    await page.getByLabel('Mã 6 chữ số của ứng dụng tạo mã').fill(await nextCode(demo, role));
    await press(page, 'Xác nhận');
  }
  expect(page.url(), `${role} is signed in`).not.toContain('/dang-nhap');
}

/** Presses a button of the page's content and waits for the page that comes. */
export async function press(page: Page, name: string): Promise<void> {
  const button = page.locator('main').getByRole('button', { name, exact: true });
  await Promise.all([page.waitForEvent('domcontentloaded'), button.click()]);
}

/** Follows the first link of the page's content with this name. */
export async function follow(page: Page, name: string): Promise<void> {
  const link = page.locator('main').getByRole('link', { name }).first();
  await Promise.all([page.waitForEvent('domcontentloaded'), link.click()]);
}

/** All that the page says between its head and its foot. */
export function textOf(page: Page): Promise<string> {
  return page.locator('main').innerText();
}

/** The label of the first option that contains this text. */
export async function labelOf(page: Page, text: string): Promise<{ label: string }> {
  const label = await page.locator('option', { hasText: text }).first().textContent();
  return { label: label?.trim() ?? '' };
}

/** An officer finds a dossier in a list of the inbox and opens it. */
export async function openFromInbox(page: Page, list: string, code: string): Promise<void> {
  await page.goto(`/can-bo?muc=${list}`);
  await expectFits(page);
  await follow(page, code);
  expect(await page.locator('h1').innerText()).toContain(code);
}

/** Does one action on the dossier that is open: opens its form, fills it in, sends it, reads that it was done. */
export async function act(
  page: Page,
  action: keyof typeof words,
  fill?: (page: Page) => Promise<unknown>,
): Promise<void> {
  const [title, button, done] = words[action];
  const form = page.locator('details', { has: page.locator('summary', { hasText: new RegExp(`^\\s*${title}\\s*$`) }) });
  if ((await form.getAttribute('open')) === null) await form.locator('summary').first().click();
  await fill?.(page);
  if (action === 'hand_over') await form.getByLabel('Tôi đã kiểm tra').check();
  const send = form.getByRole('button', { name: button, exact: true });
  await Promise.all([page.waitForEvent('domcontentloaded'), send.click()]).catch(async (cause: unknown) => {
    throw new Error(`${action} could not be sent from this page:\n${await textOf(page)}`, { cause });
  });
  expect(await textOf(page), `${action} is done`).toContain(done);
  await expectFits(page);
}

/**
 * Signs with what the form on the page offers and a new code, by the key that the server holds where there is a choice,
 * and waits until the session says that all is signed.
 */
export async function signDigitally(page: Page, demo: RunningDemo, role: string): Promise<void> {
  const form = page.locator('main form', { has: page.locator('[name=code]') });
  const keys = form.getByRole('radio', { name: /Khóa thử nghiệm/ });
  if ((await keys.count()) > 0) await keys.first().check();
  await form.getByLabel(/^Mã 6 chữ số/).fill(await nextCode(demo, role));
  await Promise.all([page.waitForEvent('domcontentloaded'), form.getByRole('button').first().click()]);
  const session = new URL(page.url()).pathname;
  expect(session, 'a session is open').toMatch(/^\/can-bo\/ky\/phien\//);
  // Without script the page loads itself again and again, unless it is told not to.
  const seen = async () => {
    await page.goto(`${session}?cap-nhat=khong`);
    return textOf(page);
  };
  await expect.poll(seen, { timeout: 60_000, interval: 500 }).toContain('Đã ký xong');
  await expectFits(page);
}

const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Neither a telephone nor a desk shows the page wider than its window. */
export async function expectFits(page: Page): Promise<void> {
  const before = page.viewportSize();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate<number>(beyond);
    expect(over, `pixels beyond ${width} on ${page.url()}`).toBeLessThanOrEqual(0);
  }
  if (before) await page.setViewportSize(before);
}

/** The text of a PDF of this site, as poppler reads it. */
export async function readPdf(page: Page, href: string | null): Promise<string> {
  const answer = await page.context().request.get(href ?? '');
  expect(answer.headers()['content-type']).toBe('application/pdf');
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: await answer.body() }).toString();
}
