import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GatewayService, startGatewayService } from '../payment-gateway/gateway-service.ts';
import { axeFindings } from './axe.ts';
import { openBrowser, openVisitor } from './chromium.ts';
import { type RunningDemo, startDemo } from './demo.ts';
import { answerOf, callerFor, codeIn, scan } from './filing.ts';
import { type Hand, keyboardOf, pointer } from './keyboard.ts';
import { draftResult, signAndIssue } from './signings.ts';
import { expectFits, readPdf, signIn, textOf } from './steps.ts';
import { startTelling, type Told, zaloUser } from './told.ts';

const procedure = 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh';
const paper = /^Giấy tờ tùy thân \(xuất trình\)/;

let gateway: GatewayService;
let told: Told;
let demo: RunningDemo;
let browser: Browser;
beforeAll(async () => {
  [gateway, told, browser] = await Promise.all([startGatewayService(), startTelling(), openBrowser()]);
  demo = await startDemo({
    ...told.settings,
    CUASO_PAY_URL: gateway.payUrl,
    CUASO_PAY_API_URL: gateway.apiUrl,
    CUASO_PAY_TERMINAL: gateway.terminal,
    CUASO_PAY_SECRET: gateway.secret,
  });
  await told.isReady();
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  await Promise.all([gateway?.close(), told?.close()]);
});

describe.each([
  { name: 'on a desk with scripts', width: 1280, script: true, of: 1, handOf: () => pointer },
  { name: 'on a telephone without scripts', width: 360, script: false, of: 2, handOf: () => pointer },
  { name: 'by the keyboard alone', width: 1280, script: true, of: 3, handOf: keyboardOf },
])('a citizen does it all on line, $name', { timeout: 240_000 }, ({ width, script, of, handOf }) => {
  const [phone, email] = [`091234567${of}`, `cong-dan-${of}@mau.vn`];
  let visit: { page: Page; hand: Hand; problems: string[]; close: () => Promise<void> };
  const dossier = { id: '', code: '', title: '' };

  beforeAll(async () => {
    const options = { viewport: { width, height: 800 }, javaScriptEnabled: script, reducedMotion: 'reduce' as const };
    const { context, problems } = await openVisitor(browser, demo.address, options);
    const page = await context.newPage();
    visit = { page, hand: handOf(page), problems, close: () => context.close() };
    await signIn(page, demo, 'Người dân');
  }, 120_000);
  afterAll(() => visit?.close());

  const link = (name: string) => visit.page.locator('main').getByRole('link', { name }).first();
  const button = (name: string) => visit.page.locator('main').getByRole('button', { name, exact: true }).last();
  const labelled = (name: string | RegExp) => visit.page.getByLabel(name, { exact: typeof name === 'string' });

  /** Follows a link or presses a button, and waits for the page that comes: it fits the screen. */
  async function go(target: Locator): Promise<void> {
    await Promise.all([visit.page.waitForEvent('domcontentloaded'), visit.hand.press(target)]);
    if (new URL(visit.page.url()).origin === demo.address) await expectFits(visit.page);
  }
  const text = () => textOf(visit.page);

  /** Axe finds nothing on the page; once, with scripts, because the tree of elements is one. */
  async function expectSound(): Promise<void> {
    const found = of === 1 ? await axeFindings(visit.page) : [];
    expect({ at: visit.page.url(), found }).toMatchObject({ found: [] });
  }

  test('chooses how to be told, at any hour, and joins Zalo', async () => {
    const { page, hand } = visit;
    await page.goto('/ho-so/tai-khoan');
    await go(link('Thông báo của tôi'));
    await hand.pick(labelled('Không gửi từ'), '00:00');
    await hand.pick(labelled('đến'), '00:00');
    await go(page.locator('form', { has: labelled('Không gửi từ') }).getByRole('button', { name: 'Lưu' }));
    expect(await text()).toContain('Đã lưu cách nhận thông báo.');
    await go(button('Lấy mã nối Zalo'));
    const word = /NOI ([A-Z2-9]{8})/.exec(await text())?.[1] ?? '';
    await told.writeOnZalo(demo.address, `NOI ${word}`);
    await page.goto('/ho-so/tai-khoan/thong-bao');
    expect(await text()).toContain(`Zalo: ${zaloUser}`);
  });

  test('finds the service and begins to file at the commune', async () => {
    const { page, hand } = visit;
    await page.goto('/');
    if (of === 1) {
      await go(link('Sinh con, nuôi con nhỏ'));
    } else {
      await hand.write(page.locator('main input[name=q]').first(), 'ban sao trich luc ho tich');
      await Promise.all([page.waitForURL(/thu-tuc\?q=/), page.keyboard.press('Enter')]);
    }
    await go(link(procedure));
    expect(await text()).toContain('8.000 đồng');
    await expectSound();
    await go(link('Nộp trực tuyến'));
    await hand.pick(labelled(/^Huyện, thị xã, thành phố/), 'thành phố Mỹ Tho');
    await go(button('Xem các xã, phường, thị trấn'));
    await hand.pick(labelled(/^Xã, phường, thị trấn/), 'xã Tân Mỹ Chánh');
    await go(button('Nộp tại cơ quan này'));
    await page.waitForURL(/ban-nhap\/[^/]+\/nguoi-nop$/);
  });

  test('fills in page by page with a paper, and reads all of it with the fees before sending', async () => {
    const { page, hand } = visit;
    await go(button('Tiếp tục'));
    await hand.choose(labelled('Khai sinh'));
    await hand.write(labelled(/^Nơi đã đăng ký/), 'Ủy ban nhân dân xã Tân Mỹ Chánh');
    await hand.write(labelled(/^Số bản sao xin cấp/), '1');
    await hand.choose(labelled('Không'));
    await go(button('Tiếp tục'));
    await page.waitForURL(/\/giay-to$/);
    await hand.attach(labelled(paper).and(page.locator('input[type=file][name]')), scan('Căn cước.pdf'));
    if (script) await page.getByRole('checkbox', { name: /Gửi kèm Căn cước.pdf/ }).waitFor();
    await go(button('Tiếp tục'));
    await page.waitForURL(/\/lien-he$/);
    await hand.write(labelled(/^Số điện thoại/), phone);
    await hand.write(labelled(/^Thư điện tử/), email);
    await go(button('Tiếp tục'));
    const summary = await text();
    expect(summary).toContain('Hồ sơ chưa được gửi');
    expect(summary).toContain('Giấy tờ tùy thân (xuất trình): 1 tệp');
    expect(summary).toMatch(/Phí khai thác, sử dụng thông tin hộ tịch[^]*8\.000 đồng[^]*Tổng cộng[^]*8\.000 đồng/);
    await expectSound();
  });

  test('sends it, pays at the gateway and has the receipt', async () => {
    const { page, hand } = visit;
    await go(button('Gửi hồ sơ'));
    await page.waitForURL(/\/thanh-toan\//);
    const home = page.url();
    dossier.id = /\/ho-so\/([^/]+)\/thanh-toan/.exec(home)?.[1] ?? '';
    dossier.code = codeIn(await text());
    expect(await text()).toContain('Cần nộp 8.000 đồng');
    await expectSound();
    // The page that comes leaves by itself.
    await hand.press(button('Trả 8.000 đồng qua VNPAY'));
    await page.waitForURL(`${gateway.payUrl}**`);
    const { reference } = await gateway.visit(page.url(), 'pay');
    const callback = gateway.callback(reference);
    expect(await gateway.tell(`${demo.address}/thanh-toan/ipn`, callback, 2)).toContain('00');
    await page.goto(`${home}?${new URLSearchParams(callback).toString()}`);
    expect(await text()).toContain('Đã nộp 8.000 đồng.');
    const receipt = await link('Tải biên lai').getAttribute('href');
    expect(await readPdf(page, receipt)).toContain('Tám nghìn đồng');
    await go(link('Biên nhận hồ sơ'));
    expect(await text()).toContain(dossier.code);
    expect(await text()).toContain('Biên lai thu 8.000 đồng');
    await expectSound();
  });

  test('is asked for a supplement and gives it', async () => {
    const { page, hand } = visit;
    const clerk = await callerFor(demo, 'Tiếp nhận (xã');
    const ask = { dossierId: dossier.id, reason: 'Ảnh căn cước bị mờ.', paperKeys: ['identity'] };
    await answerOf(clerk('onestop.request-supplement', ask));
    await page.goto('/ho-so');
    expect(await text()).toContain('Việc ông/bà cần làm');
    await expectSound();
    await go(link(`Bổ sung hồ sơ cho hồ sơ ${dossier.code}`));
    expect(await text()).toContain('Ảnh căn cước bị mờ.');
    await hand.attach(labelled(paper).and(page.locator('input[type=file][name]')), scan('Căn cước rõ.pdf'));
    await go(button('Gửi bổ sung'));
    expect(await text()).toContain('Đã gửi phần bổ sung.');
    expect(await text()).toContain('Căn cước rõ.pdf');
  });

  test('collects the signed result, whose signatures are valid, and rates', async () => {
    const { page, hand } = visit;
    const drafted = await draftResult(demo, dossier.id, 'Cấp 1 bản sao trích lục khai sinh.');
    await signAndIssue(demo, drafted, `${of}0/TLKS-BS`);
    await page.goto('/ho-so');
    await go(link(`Nhận kết quả cho hồ sơ ${dossier.code}`));
    expect(await text()).toContain('Đã có kết quả.');
    await expectSound();
    const [download] = await Promise.all([page.waitForEvent('download'), hand.press(link('Tải văn bản có chữ ký số'))]);
    expect(
      readFileSync(await download.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await go(link('Kiểm tra chữ ký'));
    expect(await text()).toMatch(/Bản gốc có chữ ký số[^]*Hợp lệ/);
    await page.goto(`/ho-so/${dossier.id}`);
    await go(link('Đánh giá việc giải quyết'));
    for (const group of await page.locator('main form fieldset').all())
      await hand.choose(group.getByLabel('Hài lòng', { exact: true }));
    await go(button('Gửi đánh giá'));
    expect(await text()).toContain('Đã ghi nhận đánh giá.');
    await expectSound();
  });

  test('was told of each step by e-mail, SMS and Zalo, and sees it among the own notices', async () => {
    const { page } = visit;
    const { id, code } = dossier;
    await told.expectTold({ email, phone, zalo: zaloUser }, [
      `sms Uy ban nhan dan xa Tan My Chanh, thanh pho My Tho: da nhan ho so ${code}`,
      `ho so ${code} con phai nop 8.000 dong`,
      `da nhan 8.000 dong cua ho so ${code}. Bien lai so `,
      `ho so ${code} can bo sung`,
      `da tiep nhan ho so ${code}`,
      `ho so ${code} da co ket qua`,
      `zalo Đã nộp 8.000 đồng cho hồ sơ ${code}`,
      `zalo Hồ sơ ${code} đã có kết quả`,
      `/ho-so/${id}/danh-gia`,
    ]);
    await page.goto(`/ho-so/tai-khoan/thong-bao?tim=${code}`);
    expect(await text()).toContain(`Hồ sơ ${code} còn phải nộp 8.000 đồng`);
    expect(await text()).toContain(`Hồ sơ ${code} đã có kết quả`);
    await expectSound();
    expect(visit.problems.filter((one) => !one.startsWith(`outside: ${gateway.payUrl}`))).toEqual([]);
  });
});
