import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from '../../platform/database/data-folder.ts';
import { nextCode } from '../next-code.ts';
import { type HolderName, makePki, type Pki } from '../pki/make-pki.ts';
import { type PkiServer, startPkiServer } from '../pki/pki-server.ts';
import { type Caller, signIn as signInOverApi } from '../server-process.ts';
import { pemOf } from '../signing-cast.ts';
import { type CscService, startCscService } from '../signing-services/csc-service.ts';
import { type MssService, startMssService } from '../signing-services/mss-service.ts';
import { makeSoftToken, type SoftToken } from '../soft-token.ts';
import { openBrowser, openVisitor, type Visitor } from './chromium.ts';
import { type RunningDemo, rowsOf, secretOf, startDemo } from './demo.ts';
import { expectFits, press, signIn, textOf } from './steps.ts';

const [msisdn, pin, otp] = ['84912345678', '1234', '567890'];
const leaderRole = 'Lãnh đạo ký (xã';
const clerkRole = 'Văn thư (xã';
const home = mkdtempSync(join(tmpdir(), 'cuaso-agent-'));
let demo: RunningDemo;
let browser: Browser;
let pki: Pki;
let server: PkiServer;
let token: SoftToken;
let csc: CscService;
let mss: MssService;
let agent: ChildProcess | undefined;
const visitors: Visitor[] = [];

beforeAll(async () => {
  pki = await makePki();
  const { leader, agency, otherSubject, fourth } = pki.holders;
  server = await startPkiServer(pki);
  token = await makeSoftToken([
    { label: 'may-chu', ...leader },
    { label: 'token', ...otherSubject },
  ]);
  const held = { keyPem: agency.keyPem, certificatePems: [agency.certificatePem] };
  csc = await startCscService({ credentials: [{ credentialId: 'c-1', ...held, pin, otp }] });
  mss = await startMssService({ phones: [{ msisdn, keyPem: fourth.keyPem, pin }] });
  demo = await startDemo({
    ...token.env,
    CUASO_TSA_URLS: server.tsaUrl,
    CUASO_PKCS11_MODULE: token.module,
    CUASO_PKCS11_TOKEN: token.label,
    CUASO_PKCS11_PIN: token.pin,
    CUASO_CSC_URL: csc.url,
    CUASO_CSC_CLIENT_ID: csc.clientId,
    CUASO_CSC_CLIENT_SECRET: csc.clientSecret,
    CUASO_MSS_URL: mss.url,
    CUASO_MSS_AP_ID: mss.apId,
    CUASO_MSS_AP_PASSWORD: mss.apPassword,
  });
  browser = await openBrowser();
  await giveMeans();
}, 400_000);
afterAll(async () => {
  agent?.kill('SIGKILL');
  await browser?.close();
  await demo?.stop();
  await Promise.all([csc?.close(), mss?.close(), server?.stop()]);
  token?.remove();
  pki?.remove();
  rmSync(home, { recursive: true, force: true });
});

async function caller(role: string): Promise<Caller> {
  return signInOverApi(demo.address, demo.loginOf(role), demo.password, () => nextCode(demo, role));
}

async function done(answer: ReturnType<Caller>): Promise<Record<string, unknown>> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as Record<string, unknown>;
}

/** An administrator trusts the tests' authority and writes the leader's four devices into the inventory. */
async function giveMeans(): Promise<void> {
  const admin = await caller('Quản trị');
  const reason = 'Kiểm thử bốn cách ký.';
  const trust = (der: Buffer, isAnchor: boolean, crlUrl: string) =>
    done(admin('signing.add-authority', { pem: pemOf(der), isAnchor, crlUrl, ocspUrl: '', reason }));
  await trust(pki.root.der, true, server.rootCrlUrl);
  await trust(pki.authority.der, false, server.crlUrl);
  const register = (name: HolderName, device: string, keyName: string) =>
    done(
      admin('signing.register-certificate', {
        pem: pki.holders[name].certificatePem,
        holderKind: 'official',
        holder: demo.loginOf(leaderRole),
        device,
        keyName,
      }),
    );
  await register('leader', 'hsm', 'may-chu');
  await register('otherSubject', 'usb_token', '');
  await register('agency', 'remote', 'c-1');
  await register('fourth', 'sim', msisdn);
}

/** A dossier of the commune that waits for its leader, brought there by those whose work it is. */
async function readyToSign(): Promise<{ dossierId: string; code: string }> {
  const [place] = await rowsOf<{ agencyId: string; papers: { key: string }[] }>(
    demo,
    `select v.agency_id as "agencyId", d.content -> 'papers' as papers from directory.agency_version v,
     procedures.version p join cases.definition d on d.id = p.definition_id
     where v.name like '%xã Tân Mỹ Chánh%' and p.procedure_code = '1.001193'`,
  );
  const papers = (place?.papers ?? []).map(({ key }) => ({ key, originals: 1 }));
  const applicant = { kind: 'citizen', name: 'Lê Thị Thử Ký', number: '082190012345' };
  const filing = { procedureCode: '1.001193', agencyId: place?.agencyId, applicant, papers };
  const taken = await done((await caller('Tiếp nhận (xã'))('onestop.take-in-dossier', filing));
  const [dossierId, code] = [String(taken['dossierId']), String(taken['code'])];
  const handler = await caller('Tư pháp - hộ tịch (xã');
  await done(handler('onestop.take-dossier', { dossierId }));
  await done(handler('onestop.draft-result', { dossierId, outcome: 'granted', summary: 'Đủ điều kiện, đồng ý cấp.' }));
  await done(handler('onestop.hand-on-dossier', { dossierId, note: '' }));
  return { dossierId, code };
}

async function pageOf(role: string, options: { javaScriptEnabled: boolean; width: number }): Promise<Page> {
  const viewport = { width: options.width, height: 800 };
  const { javaScriptEnabled } = options;
  const visitor = await openVisitor(browser, demo.address, { javaScriptEnabled, viewport });
  visitors.push(visitor);
  const page = await visitor.context.newPage();
  if (role !== '') await signIn(page, demo, role);
  return page;
}

/** The leader ticks the dossier in the list, chooses a device and gives a code; gives the address of the session. */
async function signFromList(
  page: Page,
  code: string,
  device: string,
  fill?: (page: Page) => Promise<void>,
): Promise<string> {
  await page.goto(`/can-bo/ky?tim=${code}`);
  await expectFits(page);
  await page.getByRole('checkbox').first().check();
  await press(page, 'Ký các hồ sơ đã chọn…');
  await page.locator('label', { hasText: device }).first().click();
  await page.getByLabel('Mã 6 chữ số của ứng dụng tạo mã').fill(await nextCode(demo, leaderRole));
  await fill?.(page);
  await expectFits(page);
  await press(page, 'Ký số 1 kết quả');
  expect(await page.locator('h1').innerText()).toContain('Phiên ký');
  return page.url();
}

/** Follows the session until its document is signed. */
async function untilSigned(page: Page, address: string): Promise<string> {
  for (let tries = 0; tries < 60; tries += 1) {
    await page.goto(address);
    const text = await textOf(page);
    if (text.includes('1/1 đã ký')) return text;
    expect(text, 'the session goes on').not.toContain('1 không ký');
    await page.waitForTimeout(500);
  }
  throw new Error(`not signed: ${await textOf(page)}`);
}

async function startAgent(page: Page): Promise<string> {
  await page.goto('/can-bo/ky/thiet-bi');
  await press(page, 'Lấy mã ghép nối máy mới');
  const code = /[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}/.exec(await textOf(page))?.[0] ?? '';
  const env = { ...process.env, ...token.env, CUASO_AGENT_HOME: home };
  const start = (...words: string[]) =>
    spawn(process.execPath, ['bin/sign-agent.ts', ...words], { cwd: projectFolder, env });
  const pairing = start('pair', demo.address, code, '--module', token.module);
  await new Promise((resolve) => pairing.once('exit', resolve));
  expect(pairing.exitCode).toBe(0);
  const running = start();
  agent = running;
  return new Promise((resolve) => {
    let text = '';
    running.stdout.on('data', (part: Buffer) => {
      text += part.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\S+/.exec(text)?.[0];
      if (found) resolve(found);
    });
  });
}

type Dossier = { dossierId: string; code: string };

/** The records office numbers and seals all that was signed, with one confirmation. */
async function issueAll(dossiers: readonly Dossier[]): Promise<void> {
  const clerk = await caller(clerkRole);
  const means = (await done(clerk('signing.get-my-means', {}))) as { seals: { certificateId: string }[] };
  const subjects = dossiers.map(({ dossierId }, i) => ({
    subjectId: dossierId,
    params: { number: `0${i + 1}/GKS-UBND` },
  }));
  const proof = { certificateId: means.seals[0]?.certificateId, code: await nextCode(demo, clerkRole) };
  await done(clerk('signing.open-session', { ...proof, purpose: 'onestop.result', role: 'organisation', subjects }));
  const ids = dossiers.map(({ dossierId }) => dossierId);
  const ready = async () =>
    (await rowsOf(demo, 'select from cases.dossier where id = any($1::uuid[]) and ready_at is not null', [ids])).length;
  for (let tries = 0; tries < 150 && (await ready()) < ids.length; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await ready()).toBe(ids.length);
}

/** A citizen opens the QR's address and drops the file on the public page. */
async function expectChecked({ code }: Dossier): Promise<void> {
  const page = await pageOf('', { javaScriptEnabled: false, width: 360 });
  await page.goto(`/ket-qua/${code}?k=${await secretOf(demo, code)}`);
  expect(await textOf(page)).toContain('Hợp lệ');
  await expectFits(page);
  const href = await page
    .getByRole('link', { name: /bản gốc/i })
    .first()
    .getAttribute('href');
  const buffer = await (await page.context().request.get(href ?? '')).body();
  await page.goto('/kiem-tra-chu-ky');
  await page.getByLabel('Tệp đã ký số').setInputFiles({ name: 'ket-qua.pdf', mimeType: 'application/pdf', buffer });
  await press(page, 'Kiểm tra');
  expect(await textOf(page)).toContain('Hợp lệ');
  expect(await textOf(page)).toContain('2 chữ ký');
  await expectFits(page);
}

describe('each way of signing, from the leader’s list to the citizen’s check', { timeout: 240_000 }, () => {
  const signed: Dossier[] = [];
  let page: Page;
  beforeAll(async () => {
    page = await pageOf(leaderRole, { javaScriptEnabled: false, width: 360 });
  }, 120_000);

  test('the server’s key', async () => {
    const dossier = await readyToSign();
    expect(await untilSigned(page, await signFromList(page, dossier.code, 'Máy chủ (HSM)'))).toContain(dossier.code);
    signed.push(dossier);
  });

  test('a USB token beside the agent', async () => {
    const dossier = await readyToSign();
    const place = await startAgent(page);
    const session = await signFromList(page, dossier.code, 'USB token');
    const local = await browser.newContext({ viewport: { width: 390, height: 800 } });
    const own = await local.newPage();
    for (let tries = 0; tries < 40 && (await own.getByLabel('Mã PIN').count()) === 0; tries += 1) {
      await own.goto(place);
      await own.waitForTimeout(500);
    }
    expect(await own.locator('main').innerText()).toContain(dossier.code);
    await own.getByLabel('Mã PIN').fill(token.pin);
    await own.getByRole('button', { name: 'Ký 1 văn bản' }).click();
    expect(await untilSigned(page, session)).toContain(dossier.code);
    await local.close();
    signed.push(dossier);
  });

  test('a provider of remote signatures', async () => {
    const dossier = await readyToSign();
    await page.goto('/can-bo/ky/thiet-bi');
    await press(page, 'Gửi mã OTP');
    for (let tries = 0; tries < 50 && !csc.calls.get('credentials/getChallenge'); tries += 1)
      await page.waitForTimeout(200);
    const session = await signFromList(page, dossier.code, 'Ký số từ xa', async () => {
      await page.getByLabel('Mã PIN ký số').fill(pin);
      await page.getByLabel('Mã OTP của nơi cung cấp').fill(otp);
    });
    expect(await untilSigned(page, session)).toContain(dossier.code);
    signed.push(dossier);
  });

  test('the SIM of a telephone', async () => {
    const dossier = await readyToSign();
    const session = await signFromList(page, dossier.code, 'SIM điện thoại');
    const phone = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    for (let tries = 0; tries < 150 && mss.pending(msisdn).length === 0; tries += 1) await page.waitForTimeout(200);
    await phone.goto(mss.pageOf(msisdn));
    const shown = /Mã kiểm tra: (\d{4})/.exec(await phone.locator('main').innerText())?.[1] ?? 'none';
    await page.goto(session);
    expect(await textOf(page)).toContain(shown);
    await phone.getByLabel(/PIN/).fill(pin);
    await phone.getByRole('button', { name: 'Ký', exact: true }).click();
    await untilSigned(page, session);
    signed.push(dossier);
  });

  test('the records office seals all four, and anyone who has the paper may check them', async () => {
    await issueAll(signed);
    expect(signed.length).toBe(4);
    for (const dossier of signed) await expectChecked(dossier);
  });

  test('nothing went wrong in any of the browsers', () => {
    expect(visitors.flatMap((one) => one.problems)).toEqual([]);
  });
});
