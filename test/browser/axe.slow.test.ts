import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, axeFindingsInBothColours } from './axe.ts';
import { openBrowser, openVisitor } from './chromium.ts';
import { type RunningDemo, rowsOf, secretOf, startDemo } from './demo.ts';
import { fileWaiting, leaveDrafts } from './filing.ts';
import { leaveMoneys, type Moneys } from './moneys.ts';
import { pageRoutes } from './page-routes.ts';
import { type Signings, signSome } from './signings.ts';
import { expectFits, signIn } from './steps.ts';
import { wander } from './wander.ts';

const routes = pageRoutes();
const seenByAnybody = new Set<string>();
let demo: RunningDemo;
let browser: Browser;
let waiting: string;
let signings: Signings;
let drafts: { open: string; older: string };
let moneys: Moneys;

const onlyListed = `select code as one from procedures.listed limit 1`;
const atTheCommune = `select d.id as one from cases.dossier d
  join directory.agency_version v on v.agency_id = d.agency_id
  where v.name like '%xã Tân Mỹ Chánh%' order by d.submitted_at desc limit 1`;

/** Pages that no link leads to, because only a form or a moment does. */
const behindForms: Readonly<Record<string, (demo: RunningDemo) => Promise<string[]> | string[]>> = {
  Khách: async (here) => [
    `/thu-tuc/danh-muc/${await oneOf(here, onlyListed)}`,
    `/ket-qua/${signings.issued.code}?k=${await secretOf(here, signings.issued.code)}`,
    `/danh-gia/${signings.issued.code}?k=${await secretOf(here, signings.issued.code)}`,
  ],
  'Người dân': () => [
    `/ho-so/${waiting}`,
    `/ho-so/${signings.issued.dossierId}/danh-gia`,
    `/ho-so/${moneys.dossierId}/thanh-toan/${moneys.orderId}`,
    `/nop-ho-so/ban-nhap/${drafts.open}/giay-to`,
    `/nop-ho-so/ban-nhap/${drafts.open}/bo-nhap`,
    `/nop-ho-so/ban-nhap/${drafts.older}/mau-moi`,
  ],
  'Lãnh đạo ký (xã': () => [
    `/can-bo/ky/xac-nhan?ho-so=${signings.toSign.dossierId}.${signings.toSign.seq}`,
    `/can-bo/ho-so/${signings.toSign.dossierId}`,
    `/can-bo/ky/phien/${signings.openSessionId}`,
    `/can-bo/thu-phi/hoan-tien/${moneys.refundId}/duyet`,
  ],
  'Tiếp nhận (xã': async (here) => [
    `/can-bo/tiep-nhan/xong/${await oneOf(here, atTheCommune)}`,
    `/can-bo/thu-phi/${moneys.paidId}`,
    `/can-bo/thu-phi/sao-ke/${moneys.transferId}`,
  ],
  'Kiểm soát thủ tục': () => ['/can-bo/thu-tuc/1.004873/cong-bo'],
};

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
  waiting = await fileWaiting(demo);
  signings = await signSome(demo);
  drafts = await leaveDrafts(demo);
  moneys = await leaveMoneys(demo);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

describe.concurrent.each([
  {
    role: 'Khách',
    starts: [
      '/',
      '/giao-dien',
      '/dang-ky',
      '/dang-nhap/hai-lop',
      '/dang-xuat',
      '/khong-mang',
      '/tra-cuu/000.00.15.H58-201123-0007',
    ],
  },
  { role: 'Người dân', starts: ['/ho-so', '/'] },
  { role: 'Doanh nghiệp', starts: ['/ho-so'] },
  { role: 'Tiếp nhận (xã', starts: ['/can-bo', '/can-bo/tiep-nhan?tim=khai+sinh', '/can-bo/tra-ket-qua'] },
  { role: 'Tư pháp - hộ tịch (xã', starts: ['/can-bo'] },
  { role: 'Lãnh đạo ký (xã', starts: ['/can-bo', '/can-bo/ky'] },
  { role: 'Văn thư (xã', starts: ['/can-bo'] },
  { role: 'Trưởng phòng (Sở', starts: ['/can-bo'] },
  { role: 'Kiểm soát thủ tục', starts: ['/can-bo'] },
  { role: 'Quản trị', starts: ['/can-bo', '/quan-tri'] },
])('the pages of $role', { timeout: 300_000 }, ({ role, starts }) => {
  test('have nothing that axe, the console or the network would complain of', async () => {
    const { context, problems } = await openVisitor(browser, demo.address, { reducedMotion: 'reduce' });
    const page = await context.newPage();
    if (role !== 'Khách') await signIn(page, demo, role);
    const found: string[] = [];
    const more = (await behindForms[role]?.(demo)) ?? [];
    const { seen, broken } = await wander(page, [...more, ...starts], routes, async (route) => {
      await expectFits(page);
      // The public pages are the same for everybody; the desks differ by role.
      if (seenByAnybody.has(route) && !/^\/(can-bo|quan-tri|ho-so)/.test(route)) return;
      found.push(...(await axeFindingsInBothColours(page)).map((one) => `${route} ${one}`));
    });
    await context.close();
    for (const route of seen) seenByAnybody.add(route);
    // The look-up offers the citizen's own places to everybody; they are closed to officers.
    const wrong = broken.filter((one) => one !== '403 /ho-so' && one !== '403 /ho-so/kho-giay-to');
    expect({ found, problems, wrong }).toEqual({ found: [], problems: [], wrong: [] });
  });
});

describe('a form that was refused', { timeout: 120_000 }, () => {
  test.each([
    { role: 'Khách', path: '/dang-nhap' },
    { role: 'Khách', path: '/dang-ky' },
    { role: 'Khách', path: '/quen-mat-khau' },
    { role: 'Khách', path: '/kiem-tra-chu-ky' },
    { role: 'Quản trị', path: '/quan-tri/chung-thu-so/ghi' },
    { role: 'Quản trị', path: '/quan-tri/noi-tin-cay/them' },
    { role: 'Người dân', path: '/nop-ho-so/ban-nhap/DRAFT/person' },
    { role: 'Tiếp nhận (xã', path: '/can-bo/tiep-nhan/1.001193' },
  ])('$path has nothing to complain of either', async ({ role, path }) => {
    const { context } = await openVisitor(browser, demo.address, { reducedMotion: 'reduce' });
    const page = await context.newPage();
    if (role !== 'Khách') await signIn(page, demo, role);
    await page.goto(path.replace('DRAFT', drafts.open));
    const button = page.locator('main form[method=post] button').last();
    await Promise.all([page.waitForEvent('domcontentloaded'), button.click()]);
    expect(await page.locator('[aria-invalid=true]').count()).toBeGreaterThan(0);
    await expectFits(page);
    expect(await axeFindingsInBothColours(page)).toEqual([]);
    await context.close();
  });
});

test('every page of the tree was looked at by somebody', () => {
  const unseen = routes.map(({ route }) => route).filter((route) => !seenByAnybody.has(route));
  expect(unseen).toEqual([]);
});

test('what is wrong is found: by axe, in the width, in the console, on the network', async () => {
  const { context, problems } = await openVisitor(browser, demo.address);
  const page = await context.newPage();
  await page.setContent('<html><body><img src="http://192.0.2.1/x.png"><input style="width: 2000px"></body></html>');
  expect((await axeFindings(page)).map((one) => one.split(':')[0])).toEqual(
    expect.arrayContaining(['image-alt', 'label', 'html-has-lang']),
  );
  await expect(expectFits(page)).rejects.toThrow('pixels beyond 360');
  await page.evaluate(`console.error('broken')`);
  expect(problems).toEqual(['outside: http://192.0.2.1/x.png', 'console: broken']);
  await context.close();
});

async function oneOf(here: RunningDemo, text: string): Promise<string> {
  const [row] = await rowsOf<{ one: string }>(here, text);
  return row?.one ?? '';
}
