import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings } from './axe.ts';
import { openBrowser, openVisitor, type Visitor } from './chromium.ts';
import { type RunningDemo, secretOf, startDemo } from './demo.ts';
import { callerFor, scan } from './filing.ts';
import { type Acted, draftOne, issueOne, leaderRole, pairComputer, selfSigned, waitForAgent } from './signings.ts';
import { expectFits, follow, press, signIn, textOf } from './steps.ts';

let demo: RunningDemo;
let browser: Browser;
let issued: Acted;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
  issued = await issueOne(demo);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

const adminRole = 'Quản trị';

describe.each([
  { way: 'with scripts', javaScriptEnabled: true, width: 1280, computer: 'MAY-PHONG-HOP' },
  { way: 'without scripts, on a telephone', javaScriptEnabled: false, width: 360, computer: 'MAY-O-NHA' },
])('the pages of signing $way', { timeout: 120_000 }, ({ javaScriptEnabled, width, computer }) => {
  const visitors = new Map<string, { visitor: Visitor; page: Page }>();
  let toSign: Acted;
  let sessionId: string;

  /** The page of the person of a role, signed in. */
  async function as(role: string): Promise<Page> {
    const known = visitors.get(role);
    if (known) return known.page;
    const viewport = { width, height: 800 };
    const visitor = await openVisitor(browser, demo.address, { javaScriptEnabled, viewport });
    const page = await visitor.context.newPage();
    visitors.set(role, { visitor, page });
    if (role !== 'Khách') await signIn(page, demo, role);
    return page;
  }

  beforeAll(async () => {
    toSign = await draftOne(demo);
    const leader = await callerFor(demo, leaderRole);
    sessionId = await waitForAgent(demo, leader);
    await pairComputer(leader, computer);
  }, 120_000);
  afterAll(async () => {
    for (const { visitor } of visitors.values()) await visitor.context.close();
  });

  test('a wrong code is said beside its field, and what was ticked and chosen stays', async () => {
    const page = await as(leaderRole);
    await page.goto('/can-bo/ky');
    await page.getByLabel(`Chọn hồ sơ ${toSign.code}`).check();
    await press(page, 'Ký các hồ sơ đã chọn…');
    await page
      .getByRole('radio', { name: /USB token/ })
      .first()
      .check();
    await page.getByLabel(/^Mã 6 chữ số/).fill('12 34 5');
    await press(page, 'Ký số 1 kết quả');
    const code = page.getByLabel(/^Mã 6 chữ số/);
    expect(await code.getAttribute('aria-invalid')).toBe('true');
    expect(await code.inputValue()).toBe('');
    expect(
      await page
        .getByRole('radio', { name: /USB token/ })
        .first()
        .isChecked(),
    ).toBe(true);
    expect(await textOf(page)).toContain(toSign.code);
    await expectFits(page);
  });

  test('a result that was signed by hand is recorded as such and nothing more', async () => {
    const page = await as(leaderRole);
    await page.locator('summary', { hasText: 'Ký tay trên giấy' }).click();
    await press(page, 'Ghi nhận 1 kết quả đã ký tay');
    expect(await textOf(page)).toContain('Đã ghi nhận 1 kết quả ký tay trên giấy.');
    const records = await as('Văn thư (xã');
    await records.goto(`/can-bo/ho-so/${toSign.dossierId}`);
    expect(await textOf(records)).toContain('Ký tay trên giấy, không có chữ ký số.');
    expect(await records.getByRole('button', { name: 'Đóng dấu số và phát hành' }).count()).toBe(0);
    await records.getByLabel(/^Số, ký hiệu/).fill('13/UBND-XNHN');
    await press(records, 'Phát hành');
    expect(await textOf(records)).toContain('Đã phát hành');
    await expectFits(records);
  });

  test('a session that waits says what to do, and can be stopped', async () => {
    const page = await as(leaderRole);
    await page.goto('/can-bo/ky');
    expect(await textOf(page)).toContain('Ông/bà đang có một phiên ký chưa xong, còn 1 văn bản.');
    await page.goto(`/can-bo/ky/phien/${sessionId}?cap-nhat=khong`);
    expect(await textOf(page)).toContain('Mở ứng dụng ký trên máy có cắm USB token.');
    await expectFits(page);
    await follow(page, 'Dừng phiên ký…');
    await expectFits(page);
    await press(page, 'Dừng phiên ký');
    expect(await textOf(page)).toContain('Phiên ký đã dừng.');
  });

  test('a computer is paired by a code that is shown once, and taken away again after a question', async () => {
    const page = await as(leaderRole);
    await page.goto('/can-bo/ky/thiet-bi');
    await press(page, 'Lấy mã ghép nối máy mới');
    expect(await textOf(page)).toMatch(/bin\/sign-agent pair http:\S+ [2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/);
    await expectFits(page);
    await page.goto('/can-bo/ky/thiet-bi');
    await follow(page, `Gỡ ứng dụng ký trên ${computer}`);
    await expectFits(page);
    await press(page, 'Gỡ ứng dụng ký');
    expect(await textOf(page)).toContain('Đã gỡ ứng dụng ký trên máy đó.');
  });

  test('anybody checks a file: the original holds, a changed one does not, a scan has none', async () => {
    const page = await as('Khách');
    const { code } = issued;
    const secret = await secretOf(demo, code);
    await page.goto(`/ket-qua/${code}?k=${secret}`);
    expect(await textOf(page)).toMatch(/Hợp lệ[^]*Chữ ký 2: Ủy ban nhân dân xã Tân Mỹ Chánh/);
    await expectFits(page);
    const answer = await page.context().request.get(`/ket-qua/${code}/ban-goc.pdf?k=${secret}`);
    expect(answer.headers()).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' });
    const original = await answer.body();
    const changed = Buffer.from(original);
    changed[changed.length >> 3] = (changed[changed.length >> 3] ?? 0) ^ 1;
    expect(await checked(page, original)).toMatch(/^Hợp lệ[^]*2 chữ ký/);
    expect(await checked(page, changed)).toMatch(/^Không hợp lệ/);
    expect(await checked(page, scan('a.pdf').buffer)).toMatch(/^Tệp không có chữ ký số/);
  });

  test('a wrong secret is answered like a code that does not exist, and kindly', async () => {
    const page = await as('Khách');
    const answers = [`/ket-qua/${issued.code}?k=x`, '/ket-qua/000.00.15.H58-201123-0007?k=x', '/ket-qua/x'];
    for (const address of answers) {
      const answer = await page.goto(address);
      expect(answer?.status()).toBeGreaterThanOrEqual(404);
      expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
      expect(await textOf(page)).toContain('Không tìm thấy bản gốc');
    }
    await expectFits(page);
  });

  test('an administrator records a certificate, locks it, and its holder is told', async () => {
    const page = await as(adminRole);
    await page.goto('/quan-tri/chung-thu-so/ghi');
    const file = { name: 'a.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(selfSigned()) };
    await page.getByLabel(/^Tệp chứng thư/).setInputFiles(file);
    await page.getByLabel(/^Mã cán bộ/).fill(demo.loginOf(leaderRole));
    await page.getByRole('radio', { name: /SIM điện thoại/ }).check();
    await press(page, 'Ghi vào kho');
    const phone = page.getByLabel(/^Khóa trong thiết bị/);
    expect(await phone.getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByRole('radio', { name: /SIM điện thoại/ }).isChecked()).toBe(true);
    await page.getByLabel(/^Tệp chứng thư/).setInputFiles(file);
    await phone.fill('84912345678');
    await press(page, 'Ghi vào kho');
    expect(await textOf(page)).toContain('Đã ghi chứng thư số vào kho.');
    await expectFits(page);
    await follow(page, 'Tạm khóa…');
    await page.getByLabel(/^Lý do/).fill('Mất điện thoại.');
    await press(page, 'Tạm khóa');
    expect(await textOf(page)).toMatch(/Đã tạm khóa chứng thư số\.[^]*Mất điện thoại\./);
    const leader = await as(leaderRole);
    await leader.goto('/can-bo/ky/thiet-bi');
    const row = leader.locator('tr', { hasText: 'SIM điện thoại' }).first();
    expect(await row.innerText()).toContain('Tạm khóa');
    await expectFits(leader);
  });

  test('the inventory is filtered by what stands how, and the file holds the same', async () => {
    const page = await as(adminRole);
    await page.goto('/quan-tri/chung-thu-so');
    await follow(page, 'Sắp hết hạn');
    const [, total = ''] = /([\d.]+) chứng thư số\./.exec(await textOf(page)) ?? [];
    const href = await page.getByRole('link', { name: 'Tải CSV' }).getAttribute('href');
    const lines = (await (await page.context().request.get(href ?? '')).text()).trim().split('\r\n');
    expect(lines.length - 1).toBe(Number(total.replace('.', '')));
    expect(lines.slice(1).every((line) => line.endsWith('Sắp hết hạn'))).toBe(true);
    await expectFits(page);
  });

  test('nothing went wrong in any of the browsers', () => {
    const problems = [...visitors].flatMap(([role, { visitor }]) => visitor.problems.map((one) => `${role}: ${one}`));
    expect(problems).toEqual([]);
  });
});

test('the citizen sees who signed, without a complaint of axe', { timeout: 60_000 }, async () => {
  const { context } = await openVisitor(browser, demo.address, { reducedMotion: 'reduce' });
  const page = await context.newPage();
  await signIn(page, demo, 'Người dân');
  await page.goto(`/ho-so/${issued.dossierId}`);
  expect(await textOf(page)).toMatch(/Chữ ký số[^]*Chữ ký 1: [^]*Chữ ký 2: Ủy ban nhân dân xã Tân Mỹ Chánh/);
  expect(await axeFindings(page)).toEqual([]);
  await context.close();
});

/** What the page of checks says of a file, from the verdict on. */
async function checked(page: Page, buffer: Buffer): Promise<string> {
  await page.goto('/kiem-tra-chu-ky');
  await page.getByLabel(/^Tệp đã ký số/).setInputFiles({ name: 'kết quả.pdf', mimeType: 'application/pdf', buffer });
  await press(page, 'Kiểm tra');
  await expectFits(page);
  return page
    .locator('main')
    .innerText()
    .then((text) => text.slice(text.indexOf('lưu lại.') + 8).trim());
}
