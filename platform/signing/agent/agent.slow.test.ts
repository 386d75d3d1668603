import { createHash, randomBytes, randomUUID, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type HolderName, makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { makeSoftToken, type SoftToken } from '../../../test/soft-token.ts';
import type { Cryptoki } from '../token/cryptoki.ts';
import { openModule } from '../token/token-module.ts';
import { type SamplePerson, samplePerson } from './sample-person.ts';
import { sampleSecrets, type SampleServer, startSampleServer } from './sample-server.ts';
import { startAgent } from './start-agent.ts';

vi.setConfig({ testTimeout: 60_000 });

const pin = '97531864';
let pki: Pki;
let token: SoftToken;
beforeAll(async () => {
  pki = await makePki();
  const { leader, otherSubject } = pki.holders;
  const keys = [leader, otherSubject].map((key, index) => ({ label: `khoa-${index}`, ...key }));
  token = await makeSoftToken(keys, { pin });
}, 60_000);
afterAll(() => {
  token.remove();
  pki.remove();
});

let server: SampleServer;
let person: SamplePerson;
let agent: Awaited<ReturnType<typeof startAgent>>;
/** The token that the computer keeps. */
let kept = sampleSecrets.token;
/** What stood in the terminal. */
let said = '';
let bugs: unknown[] = [];
/** What the token's module does differently in a test: a device that is pulled out or locks itself. */
let spoiled: Partial<Cryptoki> = {};
beforeEach(async () => {
  [bugs, spoiled, kept, said] = [[], {}, sampleSecrets.token, ''];
  server = await startSampleServer();
  await start();
});
afterEach(async () => {
  await agent.close();
  await server.close();
  const heard = server.heard.join('\n');
  const forms = (['utf8', 'base64', 'hex'] as const).map((form) => Buffer.from(pin).toString(form).replaceAll('=', ''));
  if (!heard.includes('take-work')) throw new Error('nothing was recorded');
  if (forms.some((form) => heard.includes(form))) throw new Error('the PIN left this computer');
  if (said.includes(pin)) throw new Error('the PIN stood in the terminal');
  if (bugs.length > 0) throw new Error('the agent reported a bug', { cause: bugs[0] });
});

async function start(): Promise<void> {
  const names = { signerName: 'Nguyễn Thị Thử Ký', serverName: 'Cửa Số', modulePath: token.module };
  agent = await startAgent({
    readPairing: () => ({ server: server.origin, token: kept, ...names }),
    openModule: () => {
      const { path, cryptoki } = openModule(token.module);
      return { path, cryptoki: { ...cryptoki, ...spoiled } };
    },
    random: (bytes) => randomBytes(bytes),
    port: 0,
    tell: (text) => (said += text),
    report: (error) => bugs.push(error),
  });
  person = samplePerson(agent.address);
}

const contents = new Map<string, Buffer>();

function ask(count: number, holder: HolderName = 'leader'): void {
  const items = Array.from({ length: count }, (_, i) => {
    const itemId = randomUUID();
    contents.set(itemId, Buffer.from(`Văn bản ${i} ${itemId}`));
    const digest = createHash('sha256').update(`Văn bản ${i} ${itemId}`).digest('base64');
    return { itemId, title: `Giấy phép số ${i + 1}`, detail: `H01.${i + 1} – Trần Văn Thử`, digest };
  });
  const { fingerprint, commonName } = pki.holders[holder].certificate;
  const confirmUntil = '2026-11-23T08:00:00.000Z';
  server.session = {
    id: randomUUID(),
    signerName: commonName,
    certificateFingerprint: fingerprint,
    confirmUntil,
    items,
  };
}

const shows = (text: string, timeout = 18_000) =>
  vi.waitFor(async () => expect(await person.read()).toContain(text), { timeout, interval: 100 });

function wrongSignatures(holder: HolderName = 'leader'): number {
  const { publicKey } = pki.holders[holder].certificate;
  const all = [...server.signatures];
  return all.filter(([id, one]) => !verify('sha256', contents.get(id) ?? Buffer.alloc(0), publicKey, one)).length;
}

test('a hundred documents are signed with one PIN, each for itself, and only after the button', async () => {
  ask(100);
  await shows('100 văn bản chờ ký');
  const page = await person.read();
  expect(page).toContain('Giấy phép số 100');
  expect(page).toContain('H01.100 – Trần Văn Thử');
  const digest = Buffer.from(server.session?.items[99]?.digest ?? '', 'base64').toString('hex');
  expect(page).toContain(digest.replace(/(.{4})(?=.)/g, '$1 '));
  expect(page).not.toContain('http-equiv="refresh"');
  expect(server.signatures.size).toBe(0);
  await person.press('sign', { pin });
  await shows('Đã ký và gửi 100 văn bản.');
  expect(server.signatures.size).toBe(100);
  expect(wrongSignatures()).toBe(0);
  expect(await person.read()).toContain('Không có văn bản chờ ký');
  expect(said).toContain('100 văn bản chờ ký');
  expect(said).toContain(digest.replace(/(.{4})(?=.)/g, '$1 '));
  await vi.waitFor(() => expect(said).toContain('Đã ký và gửi 100 văn bản.'), 5000);
});

test('a wrong PIN signs nothing, is said, and the right one then signs', async () => {
  ask(2);
  await shows('2 văn bản chờ ký');
  expect(await person.press('sign', { pin: '00000000' })).toContain('Mã PIN không đúng');
  const page = await person.read();
  expect(page).toContain('còn ít lần thử');
  expect(page).not.toContain('00000000');
  expect(await person.press('sign', { pin: '' })).toContain('Chưa nhập mã PIN');
  expect(server.signatures.size + server.refusals.length).toBe(0);
  await person.press('sign', { pin });
  await shows('Đã ký và gửi 2 văn bản.');
  expect(wrongSignatures()).toBe(0);
});

test('the last try before the token locks itself is said before the PIN is asked', async () => {
  const real = openModule(token.module).cryptoki;
  spoiled = {
    tokenInfo: (slot, info) => {
      const code = real.tokenInfo(slot, info);
      info[0] = { ...(info[0] as { flags: number }), flags: 0x30000 };
      return code;
    },
  };
  ask(1);
  await shows('chỉ còn một lần thử mã PIN');
  expect(await person.read()).toContain('name="pin"');
});

test('a locked PIN is said with what to do, and the server is told', async () => {
  spoiled = { login: { async: (...all) => all[4](null, 0xa4) } };
  ask(2);
  await shows('2 văn bản chờ ký');
  expect(await person.press('sign', { pin })).toContain('đã bị khóa');
  await vi.waitFor(() => expect(server.refusals).toEqual(['pin_locked']));
  expect(server.signatures.size).toBe(0);
});

test('not to sign is asked twice and then told to the server', async () => {
  ask(3);
  await shows('3 văn bản chờ ký');
  expect(await person.read('refuse')).toContain('Không ký 3 văn bản này?');
  expect(server.refusals).toEqual([]);
  expect(await person.press('refuse')).toContain('Đã chọn không ký');
  expect(server.refusals).toEqual(['cancelled']);
  expect(server.signatures.size).toBe(0);
});

test('another certificate than the one asked for is named, and no PIN is asked', async () => {
  ask(1, 'agency');
  await shows('không phải chứng thư được yêu cầu');
  const page = await person.read();
  expect(page).toContain('Trần Văn Người Khác');
  expect(page).toContain(pki.holders.agency.certificate.commonName);
  expect(page).not.toContain('name="pin"');
});

test('a token with several certificates signs with the one that is asked for', async () => {
  ask(3, 'otherSubject');
  await shows('3 văn bản chờ ký');
  await person.press('sign', { pin });
  await shows('Đã ký và gửi 3 văn bản.');
  expect(wrongSignatures('otherSubject')).toBe(0);
});

test('a token that is pulled out keeps what was signed; back again with its PIN, the rest is signed', async () => {
  const real = openModule(token.module).cryptoki;
  let isOut = false;
  server.onSignature = (count) => (isOut = isOut || count === 4);
  spoiled = {
    sign: { async: (...all) => (isOut ? all[5](null, 0x32) : real.sign.async(...all)) },
    slotList: (present, list, count) => (isOut ? ((count[0] = 0), 0) : real.slotList(present, list, count)),
  };
  ask(10);
  await shows('10 văn bản chờ ký');
  await person.press('sign', { pin });
  await shows('Thiết bị ký đã bị rút ra');
  const page = await person.read();
  expect(page).toContain('Đã ký và gửi 4 văn bản');
  expect(page).toContain('Còn 6 văn bản chưa ký');
  expect(page).not.toContain('name="pin"');
  expect(server.refusals).toEqual([]);
  server.onSignature = () => undefined;
  isOut = false;
  await shows('name="pin"');
  await person.press('sign', { pin });
  await shows('Đã ký và gửi 6 văn bản.');
  expect(server.signatures.size).toBe(10);
  expect(wrongSignatures()).toBe(0);
});

test('a server that is down is said, asked again, and the batch goes on by itself when it is back', async () => {
  ask(6);
  await shows('6 văn bản chờ ký');
  let isDown = false;
  server.onSignature = (count) => (isDown = isDown || count === 3);
  server.fault = () => (isDown ? 'drop' : undefined);
  await person.press('sign', { pin });
  await shows('Không kết nối được tới máy chủ');
  expect(await person.read()).toContain('Đã ký 3 trên 6 văn bản');
  server.onSignature = () => undefined;
  isDown = false;
  await shows('Đã ký và gửi 6 văn bản.');
  expect(wrongSignatures()).toBe(0);
  server.fault = () => 503;
  await shows('Chưa kết nối được với máy chủ');
  server.fault = () => undefined;
  await shows('Không có văn bản chờ ký');
});

test('a batch that is stopped leaves the rest waiting', async () => {
  ask(60);
  await shows('60 văn bản chờ ký');
  server.onSignature = (count) => void (count === 5 && person.press('stop'));
  await person.press('sign', { pin });
  await shows('Đã dừng ký.');
  expect(server.signatures.size).toBeGreaterThanOrEqual(5);
  expect(server.signatures.size).toBeLessThan(60);
  await shows(`${60 - server.signatures.size} văn bản chờ ký`);
});

test('work that is over by the time of the button is not signed', async () => {
  ask(2);
  await shows('2 văn bản chờ ký');
  server.fault = (verb) => (verb === 'give-signature' ? 409 : undefined);
  expect(await person.press('sign', { pin })).toContain('từ chối 409');
  expect(server.signatures.size).toBe(0);
});

test('what was not shown is not signed: a list that changed since then is shown first', async () => {
  ask(2);
  await shows('2 văn bản chờ ký');
  expect(await person.press('sign', { pin, mark: 'a'.repeat(64) })).toContain('đã thay đổi');
  expect(server.signatures.size).toBe(0);
});

test('a revoked pairing is said with how to pair again, and a new one is noticed', async () => {
  kept = 'cuaso_ky_thu_hoi';
  await agent.close();
  await start();
  await shows(`bin/sign-agent pair ${server.origin}`);
  const asked = server.heard.length;
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(server.heard.length).toBe(asked);
  kept = sampleSecrets.token;
  await shows('Không có văn bản chờ ký');
});
