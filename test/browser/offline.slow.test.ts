import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings } from './axe.ts';
import { openBrowser, openVisitor } from './chromium.ts';
import { type RunningDemo, rowsOf, startDemo } from './demo.ts';
import { answerOf, callerFor, fileWaiting, fillMaritalPerson, leaveDrafts, scan } from './filing.ts';
import { press, signIn, textOf } from './steps.ts';

const onDevice = 'Đã lưu trên máy này, chưa gửi lên – sẽ gửi khi có mạng.';
let demo: RunningDemo;
let browser: Browser;
let draft: string;
let waiting: string;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
  draft = (await leaveDrafts(demo)).open;
  waiting = await fileWaiting(demo);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The page is open and its worker has taken over. */
async function settled(page: Page): Promise<void> {
  const taken = () => page.evaluate('navigator.serviceWorker.controller !== null');
  await expect.poll(taken, { timeout: 20_000 }).toBe(true);
}

/** The addresses that the caches of this browser hold, by the kind of the cache. */
function kept(page: Page, kind: 'own' | 'public'): Promise<string[]> {
  return page.evaluate<string[]>(`(async () => {
    const found = [];
    for (const name of await caches.keys())
      if (name.startsWith('cuaso-${kind}'))
        for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
    return found;
  })()`);
}

function typedHere(page: Page): Promise<{ path: string; unsent: boolean }[]> {
  return page.evaluate(`new Promise((done, fail) => {
    const opening = indexedDB.open('cuaso-typed', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('page', { keyPath: 'key' });
    opening.onerror = fail;
    opening.onsuccess = () => {
      const all = opening.result.transaction('page').objectStore('page').getAll();
      all.onsuccess = () => { opening.result.close(); done(all.result.map(({ path, unsent }) => ({ path, unsent }))); };
    };
  })`);
}

async function opened(
  size = { width: 360, height: 800 },
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const { context, problems } = await openVisitor(browser, demo.address, { viewport: size, reducedMotion: 'reduce' });
  return { context, page: await context.newPage(), problems };
}

describe('without a line', { timeout: 180_000 }, () => {
  test('a dossier is filled in off line and sent once when the line is back', async () => {
    const { context, page } = await opened();
    await signIn(page, demo, 'Người dân');
    await settled(page);
    const at = (key: string) => `/nop-ho-so/ban-nhap/${draft}/${key}`;
    await page.goto(at('person'));
    const pages = ['person', 'purpose', 'lien-he'].map(at);
    await expect.poll(() => kept(page, 'own'), { timeout: 20_000 }).toEqual(expect.arrayContaining(pages));

    await context.setOffline(true);
    await fillMaritalPerson(page);
    await expect.poll(() => textOf(page), { timeout: 30_000 }).toContain(onDevice);
    await press(page, 'Tiếp tục');
    await page.waitForURL(`**${at('purpose')}`);
    expect(await textOf(page)).toContain('Đang xem bản lưu lúc');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Mua bán, thế chấp tài sản').check();
    await page.getByLabel('Không', { exact: true }).check();
    await expect.poll(() => textOf(page), { timeout: 30_000 }).toContain(onDevice);
    await page.goto(at('person'));
    expect(await page.getByLabel('Nơi cư trú của người được xác nhận').inputValue()).toBe('12 Lê Lợi, phường 1');
    await page.goto(at('lien-he'));
    await page.getByLabel('Số điện thoại').fill('0912345678');
    await expect.poll(() => textOf(page), { timeout: 30_000 }).toContain(onDevice);
    await page.goto('/thong-ke');
    expect(await textOf(page)).toContain('Đang không có mạng');
    expect(await axeFindings(page)).toEqual([]);

    await context.setOffline(false);
    await page.goto('/ho-so');
    await expect.poll(async () => (await typedHere(page)).filter((one) => one.unsent), { timeout: 30_000 }).toEqual([]);
    const typed = await rowsOf<{ address: string; phone: string }>(
      demo,
      `select answers->>'subject_address' as address, contact->>'phone' as phone from services.draft where id = $1`,
      [draft],
    );
    expect(typed).toEqual([{ address: '12 Lê Lợi, phường 1', phone: '0912345678' }]);

    await page.goto(at('giay-to'));
    const paper = page.getByLabel(/^Giấy tờ tùy thân \(xuất trình\)/).and(page.locator('input[name]'));
    await paper.setInputFiles(scan('Căn cước.pdf'));
    await page.getByRole('checkbox', { name: /Gửi kèm Căn cước.pdf/ }).waitFor();
    await press(page, 'Tiếp tục');
    await page.waitForURL(/\/lien-he$/);
    await press(page, 'Tiếp tục');
    await page.getByText('Hồ sơ chưa được gửi').waitFor();
    await page.getByRole('button', { name: 'Gửi hồ sơ' }).dblclick();
    await page.waitForURL(/\/ho-so\//);
    const sent = await rowsOf<{ sent: number }>(
      demo,
      `select count(*)::int as sent from cases.dossier d join services.draft t on t.sent_as = d.id where t.id = $1`,
      [draft],
    );
    expect(sent).toEqual([{ sent: 1 }]);
    await context.close();
  });

  test('two devices type the same page: both versions are shown and the person chooses', async () => {
    const draftId = await anotherDraft();
    const { context, page } = await opened();
    await signIn(page, demo, 'Người dân');
    await settled(page);
    await page.goto(`/nop-ho-so/ban-nhap/${draftId}/lien-he`);
    await context.setOffline(true);
    await page.getByLabel('Số điện thoại').fill('0911111111');
    await expect.poll(() => textOf(page), { timeout: 30_000 }).toContain(onDevice);
    const citizen = await callerFor(demo, 'Người dân');
    const elsewhere = { draftId, contact: { phone: '0922222222', receiveBy: 'post' } };
    await answerOf(citizen('services.save-draft-contact', elsewhere));
    await context.setOffline(false);
    await expect.poll(() => textOf(page), { timeout: 30_000 }).toContain('Trang này đã được lưu từ máy khác');
    await page.getByRole('button', { name: 'Giữ bản gõ trên máy này' }).waitFor();
    expect(await textOf(page)).toContain('0911111111');
    expect(await textOf(page)).toContain('0922222222');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Giữ bản gõ trên máy này' }).click();
    const phone = async () =>
      (
        await rowsOf<{ phone: string }>(demo, `select contact->>'phone' as phone from services.draft where id = $1`, [
          draftId,
        ])
      )[0]?.phone;
    await expect.poll(phone, { timeout: 20_000 }).toBe('0911111111');
    await context.close();
  });

  test('what was opened is there, of nobody else and not after signing out', async () => {
    const { context, page } = await opened();
    await page.goto('/');
    await settled(page);
    await page.goto('/cau-hoi');
    await expect.poll(() => kept(page, 'public')).toContain('/cau-hoi');
    await signIn(page, demo, 'Người dân');
    await page.goto(`/ho-so/${waiting}`);
    await expect.poll(() => kept(page, 'own')).toContain(`/ho-so/${waiting}`);
    await context.setOffline(true);
    await page.goto('/cau-hoi');
    expect(await textOf(page)).toContain('Đang xem bản lưu lúc');
    await page.goto(`/ho-so/${waiting}`);
    expect(await textOf(page)).toContain('Đang xem bản lưu lúc');
    await context.setOffline(false);

    // Another account in the same browser, without the first one signing out.
    await context.clearCookies();
    await signIn(page, demo, 'Doanh nghiệp');
    await expect.poll(() => kept(page, 'own')).not.toContain(`/ho-so/${waiting}`);
    await context.setOffline(true);
    await page.goto(`/ho-so/${waiting}`);
    expect(await textOf(page)).toContain('Đang không có mạng');
    await context.setOffline(false);

    await page.goto('/ho-so');
    await expect.poll(() => kept(page, 'own')).toContain('/ho-so');
    await page.goto('/dang-xuat');
    await press(page, 'Đăng xuất khỏi thiết bị này');
    await page.waitForURL(`${demo.address}/`);
    expect(await kept(page, 'own')).toEqual([]);
    expect(await typedHere(page)).toEqual([]);
    await context.close();
  });

  test('nothing that an officer sees is kept', async () => {
    const { context, page } = await opened({ width: 1280, height: 800 });
    await signIn(page, demo, 'Tư pháp - hộ tịch (xã');
    await page.goto('/can-bo');
    await page.goto('/thu-tuc');
    expect(await kept(page, 'own')).toEqual([]);
    await context.close();
  });

  test('signing out asks when something was not sent yet', async () => {
    const draftId = await anotherDraft();
    const { context, page } = await opened();
    await signIn(page, demo, 'Người dân');
    await settled(page);
    await page.goto(`/nop-ho-so/ban-nhap/${draftId}/lien-he`);
    await context.setOffline(true);
    await page.getByLabel('Số điện thoại').fill('0933333333');
    await expect.poll(() => textOf(page), { timeout: 30_000 }).toContain(onDevice);
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await page.locator('details.cs-sheet', { hasText: 'Đăng xuất' }).locator('summary').click();
    await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
    await expect.poll(() => asked.join()).toContain('chưa gửi lên');
    expect((await typedHere(page)).some((one) => one.unsent)).toBe(true);
    await context.close();
  });
});

/** A further draft of the citizen. */
async function anotherDraft(): Promise<string> {
  const citizen = await callerFor(demo, 'Người dân');
  const [row] = await rowsOf<{ code: string; agency: string }>(
    demo,
    `select procedure_code as code, agency_id as agency from services.draft where id = $1`,
    [draft],
  );
  const begun = citizen('services.start-draft', { procedureCode: row?.code, agencyId: row?.agency });
  return (await answerOf<{ draftId: string }>(begun)).draftId;
}
