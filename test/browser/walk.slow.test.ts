import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, type Visitor } from './chromium.ts';
import { type RunningDemo, rowsOf, secretOf, startDemo } from './demo.ts';
import { chooseCommune, codeIn, fillMaritalPerson, marital, scan } from './filing.ts';
import { act, expectFits, follow, openFromInbox, press, readPdf, signDigitally, signIn, textOf } from './steps.ts';

let demo: RunningDemo;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

describe.each([
  { way: 'with scripts', javaScriptEnabled: true, width: 1280 },
  { way: 'without scripts, on a telephone', javaScriptEnabled: false, width: 360 },
])('a dossier walks through the pages $way', { timeout: 120_000 }, ({ way, javaScriptEnabled, width }) => {
  const visitors = new Map<string, { visitor: Visitor; page: Page }>();
  let code = '';
  const counter = { code: '', secret: '' };

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

  afterAll(async () => {
    for (const { visitor } of visitors.values()) await visitor.context.close();
  });

  test('a citizen finds the procedure by words without tones and reaches its form', async () => {
    const page = await as('Người dân');
    await page.goto('/');
    await expectFits(page);
    await page.locator('main [name=q]').fill('xac nhan tinh trang hon nhan');
    await page.keyboard.press('Enter');
    await page.waitForURL(/thu-tuc\?q=/);
    await expectFits(page);
    await follow(page, marital.name);
    await expectFits(page);
    await follow(page, 'Nộp trực tuyến');
    await chooseCommune(page);
    expect(await textOf(page)).toContain('Ủy ban nhân dân xã Tân Mỹ Chánh');
    await expectFits(page);
  });

  test('what is wrong is said beside its field, and what was typed stays', async () => {
    const page = await as('Người dân');
    await press(page, 'Tiếp tục');
    await page.waitForURL(/\/person$/);
    await expectFits(page);
    const name = page.getByLabel('Họ, chữ đệm, tên của người được xác nhận');
    expect(await name.inputValue()).not.toBe('');
    expect(await textOf(page)).toContain('Điền sẵn từ: Tài khoản của ông/bà');
    const born = page.getByLabel('Ngày sinh của người được xác nhận');
    const lives = page.getByLabel('Nơi cư trú của người được xác nhận');
    await name.fill('');
    await lives.fill('12 Lê Lợi, phường 1');
    await born.fill('31/02/1990');
    await page.getByLabel('Chưa đăng ký kết hôn với ai').check();
    await press(page, 'Tiếp tục');
    await expectFits(page);
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    const described = (await born.getAttribute('aria-describedby'))?.split(' ').at(-1);
    expect(await page.locator(`[id="${described}"]`).innerText()).toMatch(/ngày/iu);
    expect(await born.inputValue()).toBe('31/02/1990');
    expect(await lives.inputValue()).toBe('12 Lê Lợi, phường 1');
    expect(await page.getByLabel('Chưa đăng ký kết hôn với ai').isChecked()).toBe(true);
  });

  test('a session that ends in the middle of a page loses nothing', async () => {
    const page = await as('Người dân');
    await fillMaritalPerson(page);
    const here = new URL(page.url()).pathname;
    await page.context().clearCookies({ name: 'cuaso_session' });
    await press(page, 'Tiếp tục');
    await page.waitForURL(/dang-nhap/);
    await page.getByLabel(/^Số định danh cá nhân, mã số thuế/).fill(demo.loginOf('Người dân'));
    await page.getByLabel(/^Mật khẩu/).fill(demo.password);
    await press(page, 'Đăng nhập');
    expect(new URL(page.url()).pathname).toBe(here);
    expect(await textOf(page)).toContain('Đã giữ lại những gì ông/bà vừa gõ');
    expect(await page.getByLabel('Dân tộc').inputValue()).toBe('Kinh');
    await expectFits(page);
    await press(page, 'Tiếp tục');
    await page.waitForURL(/\/purpose$/);
  });

  test('a draft is gone on with where it was left', async () => {
    const page = await as('Người dân');
    await page.goto('/ho-so');
    expect(await textOf(page)).toContain('Bản nháp chưa gửi (1)');
    await expectFits(page);
    await follow(page, 'Soạn tiếp');
    await page.waitForURL(/\/purpose$/);
    await page.getByLabel('Mua bán, thế chấp tài sản').check();
    await page.getByLabel('Không', { exact: true }).check();
    await press(page, 'Tiếp tục');
    await page.waitForURL(/\/giay-to$/);
  });

  test('a paper that is no document is refused beside its field', async () => {
    const page = await as('Người dân');
    const wrong = { name: 'giấy tờ.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ this is a program') };
    const paper = page.getByLabel(/^Giấy tờ tùy thân \(xuất trình\)/).and(page.locator('input[name]'));
    await paper.setInputFiles(wrong);
    // With scripts it is told at once, without them when the page is sent.
    if (!javaScriptEnabled) await press(page, 'Tiếp tục');
    const said = page.getByText(/giấy tờ\.pdf: .*không được nhận/).first();
    await said.waitFor();
    expect(await said.innerText()).toContain('PDF, ảnh JPG');
    await expectFits(page);
  });

  test('the citizen sends the draft with its papers, and two clicks file once', async () => {
    const page = await as('Người dân');
    const subject = `Hai lần nhấn, ${way}`;
    const paper = page.getByLabel(/^Giấy tờ tùy thân \(xuất trình\)/).and(page.locator('input[name]'));
    await paper.setInputFiles([scan('Căn cước.pdf'), scan('Mặt sau.pdf')]);
    if (javaScriptEnabled) await page.getByRole('checkbox', { name: /Gửi kèm Mặt sau.pdf/ }).waitFor();
    await press(page, 'Tiếp tục');
    await page.waitForURL(/\/lien-he$/);
    await page.getByLabel('Số điện thoại').fill('0912345678');
    await page.getByLabel('Nội dung đề nghị').fill(subject);
    await expectFits(page);
    await press(page, 'Tiếp tục');
    await page.getByText('Hồ sơ chưa được gửi').waitFor();
    expect(await textOf(page)).toContain('Giấy tờ tùy thân (xuất trình): 2 tệp');
    await expectFits(page);
    await page.getByRole('button', { name: 'Gửi hồ sơ' }).dblclick();
    await page.waitForURL(/da-nop$/);
    await expectFits(page);
    code = codeIn(await textOf(page));
    expect(await rowsOf(demo, 'select code from cases.dossier where subject = $1', [subject])).toEqual([{ code }]);
    await page.goto(`/ho-so?q=${code}`);
    expect(await page.locator('tbody tr').count()).toBe(1);
    await expectFits(page);
  });

  test('the commune accepts, handles, signs, issues and hands over', async () => {
    const clerk = await as('Tiếp nhận (xã');
    await openFromInbox(clerk, 'to_receive', code);
    await expectFits(clerk);
    await act(clerk, 'accept');
    const handler = await as('Tư pháp - hộ tịch (xã');
    await openFromInbox(handler, 'unit', code);
    await act(handler, 'take');
    await act(handler, 'draft', async (form) => {
      await form.getByLabel(/^Nội dung kết quả/).fill('Chưa đăng ký kết hôn với ai.');
      await form.getByLabel(/^Văn bản kết quả/).setInputFiles(scan('Giấy xác nhận.pdf'));
    });
    await act(handler, 'hand_on');
    const leader = await as('Lãnh đạo ký (xã');
    await leader.goto('/can-bo/ky');
    await expectFits(leader);
    await leader.getByLabel(`Chọn hồ sơ ${code}`).check();
    await press(leader, 'Ký các hồ sơ đã chọn…');
    await expectFits(leader);
    await signDigitally(leader, demo, 'Lãnh đạo ký (xã');
    const records = await as('Văn thư (xã');
    await openFromInbox(records, 'to_issue', code);
    await records
      .getByLabel(/^Số, ký hiệu/)
      .first()
      .fill('12/UBND-XNHN');
    await signDigitally(records, demo, 'Văn thư (xã');
    await clerk.goto(`/can-bo/tra-ket-qua?ma=${code}`);
    await expectFits(clerk);
    await press(clerk, 'Trả kết quả');
    expect(await textOf(clerk)).toContain(`Đã trả kết quả hồ sơ ${code}`);
  });

  test('the citizen sees the result', async () => {
    const page = await as('Người dân');
    await page.goto('/ho-so');
    await follow(page, code);
    expect(await textOf(page)).toContain('Đã có kết quả.');
    expect(await page.getByRole('link', { name: /\.pdf/ }).count()).toBeGreaterThan(0);
    expect(await textOf(page)).toContain('Chữ ký 2: Ủy ban nhân dân xã Tân Mỹ Chánh');
    await expectFits(page);
    await follow(page, 'Kiểm tra chữ ký');
    expect(await textOf(page)).toMatch(/Bản gốc có chữ ký số[^]*Hợp lệ/);
    await expectFits(page);
  });

  test('the figures count it, and a figure opens into the list with its code', async () => {
    const page = await as('Lãnh đạo ký (xã');
    await page.goto(`/thong-ke?by=procedure&procedureCode=${marital.code}`);
    await expectFits(page);
    await page
      .locator('main')
      .getByRole('link', { name: /Tiếp nhận/ })
      .first()
      .click();
    expect(await textOf(page)).toContain(code);
    await expectFits(page);
  });

  test('the counter of a department takes a dossier in and prints a receipt', async () => {
    const page = await as('Tiếp nhận (Sở');
    await page.goto('/can-bo/tiep-nhan');
    await page.getByLabel('Mã hoặc tên thủ tục').fill('2.000488');
    await page.keyboard.press('Enter');
    await page.waitForURL(/tiep-nhan\/2\.000488/);
    await expectFits(page);
    await page.getByLabel(/^Họ và tên, tên tổ chức/).fill('Nguyễn Văn Quầy');
    await page.getByLabel(/^Số định danh hoặc mã số thuế/).fill('12');
    await press(page, 'Tiếp nhận');
    expect(await page.getByLabel(/^Số định danh hoặc mã số thuế/).getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel(/^Họ và tên, tên tổ chức/).inputValue()).toBe('Nguyễn Văn Quầy');
    await page.getByLabel(/^Số định danh hoặc mã số thuế/).fill('082090012345');
    await press(page, 'Tiếp nhận');
    await page.waitForURL(/xong/);
    await expectFits(page);
    counter.code = codeIn(await textOf(page));
    const receipt = await readPdf(
      page,
      await page.getByRole('link', { name: 'In giấy tiếp nhận' }).getAttribute('href'),
    );
    expect(receipt).toContain(counter.code);
    expect(receipt).toContain('Nguyễn Văn Quầy');
    counter.secret = await secretOf(demo, counter.code);
  });

  test('the department handles, reviews, signs, issues and hands over', async () => {
    const handler = await as('Thụ lý (Sở');
    await openFromInbox(handler, 'unit', counter.code);
    await act(handler, 'take');
    await act(handler, 'draft', (form) => form.getByLabel(/^Nội dung kết quả/).fill('Không có án tích.'));
    await act(handler, 'hand_on');
    const head = await as('Trưởng phòng (Sở');
    await openFromInbox(head, 'to_review', counter.code);
    await act(head, 'hand_on');
    const leader = await as('Giám đốc ký (Sở');
    await openFromInbox(leader, 'to_sign', counter.code);
    await signDigitally(leader, demo, 'Giám đốc ký (Sở');
    const records = await as('Văn thư (Sở');
    await openFromInbox(records, 'to_issue', counter.code);
    await records
      .getByLabel(/^Số, ký hiệu/)
      .first()
      .fill('77/STP-LLTP');
    await signDigitally(records, demo, 'Văn thư (Sở');
    const clerk = await as('Tiếp nhận (Sở');
    await openFromInbox(clerk, 'to_return', counter.code);
    await act(clerk, 'hand_over');
    expect(await textOf(clerk)).toContain('77/STP-LLTP');
  });

  test('anybody finds it by its code, and its steps by the secret of the receipt alone', async () => {
    const page = await as('Khách');
    await page.goto('/tra-cuu');
    await page.getByLabel(/^Mã hồ sơ/).fill(counter.code);
    await page.keyboard.press('Enter');
    await page.waitForURL(/tra-cuu\/000/);
    const withoutSecret = await textOf(page);
    expect(withoutSecret).toContain('Việc giải quyết hồ sơ đã kết thúc.');
    expect(withoutSecret).not.toContain('Các bước giải quyết');
    await expectFits(page);
    await page.goto(`/tra-cuu/${counter.code}?k=${counter.secret}`);
    expect(await textOf(page)).toContain('Các bước giải quyết');
    expect(await textOf(page)).not.toContain('Nguyễn Văn Quầy');
    await expectFits(page);
    await page.goto(`/tra-cuu/${counter.code}?k=${counter.secret.slice(0, -1)}`);
    expect(await textOf(page)).not.toContain('Các bước giải quyết');
  });

  test('nothing went wrong in any of the browsers', () => {
    const problems = [...visitors].flatMap(([role, { visitor }]) => visitor.problems.map((one) => `${role}: ${one}`));
    expect(problems).toEqual([]);
  });
});
