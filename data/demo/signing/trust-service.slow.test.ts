import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { movingClock } from '@cuaso/kernel/clock.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueCertificate, pemOf } from './authority.ts';
import { addressesOf, issuersOf, type KeptTrust, readKeptTrust, writeKeptTrust } from './kept-trust.ts';
import { type DemoTrust, startDemoTrust } from './trust-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'cuaso-trust-'));
const clock = movingClock(new Date());
const file = (name: string) => join(folder, name);
let trust: DemoTrust;
let kept: KeptTrust;

beforeAll(async () => {
  trust = await startDemoTrust(folder, clock);
  kept = readKeptTrust(folder) ?? never();
  const { root, state, timeStamp } = issuersOf(kept);
  writeFileSync(file('root.pem'), pemOf(root.certificate));
  writeFileSync(file('state.pem'), pemOf(state.certificate));
  writeFileSync(file('tsa.pem'), pemOf(timeStamp.certificate));
  writeFileSync(file('person.pem'), pemOf(person('51')));
  writeFileSync(file('other.pem'), pemOf(person('52')));
});
afterAll(async () => {
  await trust.stop();
  rmSync(folder, { recursive: true });
});

test('openssl accepts the chain of a person and of the time-stamp authority', () => {
  const chain = ['-x509_strict', '-CAfile', file('root.pem'), '-untrusted', file('state.pem')];
  expect(openssl('verify', ...chain, '-purpose', 'smimesign', file('person.pem'))).toContain('OK');
  expect(
    openssl('verify', '-x509_strict', '-CAfile', file('root.pem'), '-purpose', 'timestampsign', file('tsa.pem')),
  ).toContain('OK');
});

test('a certificate says its holder, what it is for and where its revocation would be told', () => {
  const text = openssl('x509', '-in', file('person.pem'), '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus_space');
  expect(text).toContain('C=VN, O=Ủy ban nhân dân xã Tân Mỹ Chánh, CN=Nguyễn Văn An');
  expect(text).toContain('Issuer: C=VN, O=Cửa Số - tỉnh minh họa (hư cấu), CN=Cơ quan nhà nước (thử nghiệm)');
  expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Non Repudiation\n/);
  expect(text).toContain(`URI:${trust.crlUrls.state}`);
  expect(text).not.toContain('CA:TRUE');
});

test('a certificate on the list is revoked for openssl, another one is not', async () => {
  const at = new Date(clock.now().getTime() - 3_600_000).toISOString();
  writeKeptTrust(folder, { ...kept, revoked: [{ serial: '51', at }] });
  await fetchTo(trust.crlUrls.state, 'state.crl');
  await fetchTo(trust.crlUrls.root, 'root.crl');
  const lists =
    openssl('crl', '-inform', 'DER', '-in', file('state.crl')) +
    openssl('crl', '-inform', 'DER', '-in', file('root.crl'));
  writeFileSync(file('lists.pem'), lists);
  const options = [
    '-crl_check_all',
    '-CRLfile',
    file('lists.pem'),
    '-CAfile',
    file('root.pem'),
    '-untrusted',
    file('state.pem'),
  ];
  expect(openssl('verify', ...options, file('other.pem'))).toContain('OK');
  const refused = spawnSync('openssl', ['verify', ...options, file('person.pem')], { encoding: 'utf8' });
  expect(refused.stderr).toContain('certificate revoked');
});

test('a list is kept for a minute, then made anew for the next 24 hours', async () => {
  const numberOf = async () => {
    const list = await fetchTo(trust.crlUrls.root, 'root.crl');
    return openssl('crl', '-inform', 'DER', '-in', list, '-noout', '-crlnumber', '-nextupdate');
  };
  const first = await numberOf();
  expect(await numberOf()).toBe(first);
  clock.moveBy(61_000);
  const next = await numberOf();
  expect(next).not.toBe(first);
  const until = new Date(/nextUpdate=(.*)/.exec(next)?.[1] ?? '');
  expect(until.getTime() - clock.now().getTime()).toBeGreaterThan(86_390_000);
  clock.moveBy(-61_000);
});

test('openssl accepts a time stamp over its file, with the time of the clock and its number sent back', async () => {
  writeFileSync(file('paper'), 'Quyết định số 12/QĐ-UBND');
  openssl('ts', '-query', '-data', file('paper'), '-sha256', '-cert', '-out', file('query'));
  const reply = await askStamp(readFileSync(file('query')));
  writeFileSync(file('reply'), reply);
  const options = ['-CAfile', file('root.pem'), '-in', file('reply')];
  expect(openssl('ts', '-verify', '-queryfile', file('query'), ...options)).toContain('Verification: OK');
  expect(openssl('ts', '-verify', '-data', file('paper'), ...options)).toContain('Verification: OK');
  const text = openssl('ts', '-reply', '-in', file('reply'), '-text');
  expect(new Date(/Time stamp: (.*)/.exec(text)?.[1] ?? '').toISOString()).toBe(
    `${clock.now().toISOString().slice(0, 19)}.000Z`,
  );
  expect(text).toContain('Status: Granted.');
});

test('a time stamp over another file is refused by openssl', async () => {
  writeFileSync(file('other-paper'), 'Quyết định số 13/QĐ-UBND');
  const options = ['-data', file('other-paper'), '-in', file('reply'), '-CAfile', file('root.pem')];
  expect(spawnSync('openssl', ['ts', '-verify', ...options], { encoding: 'utf8' }).stderr).toContain(
    'message imprint mismatch',
  );
});

test('without being asked for it the certificate stays out of the time stamp', async () => {
  openssl('ts', '-query', '-data', file('paper'), '-sha512', '-no_nonce', '-out', file('query'));
  writeFileSync(file('reply'), await askStamp(readFileSync(file('query'))));
  const options = ['-queryfile', file('query'), '-in', file('reply'), '-CAfile', file('root.pem')];
  expect(openssl('ts', '-verify', ...options, '-untrusted', file('tsa.pem'))).toContain('Verification: OK');
  expect(readFileSync(file('reply')).includes(issuersOf(kept).timeStamp.certificate)).toBe(false);
});

test.each([
  ['a digest that is not safe', ['-sha1'], 'unrecognized or unsupported algorithm'],
  ['a policy that is not its own', ['-sha256', '-tspolicy', '1.2.3.4'], 'policy is not supported'],
])('a time stamp with %s is not given', async (_, options, why) => {
  openssl('ts', '-query', '-data', file('paper'), ...options, '-out', file('query'));
  writeFileSync(file('refusal'), await askStamp(readFileSync(file('query'))));
  expect(openssl('ts', '-reply', '-in', file('refusal'), '-text')).toContain(why);
});

test('no request brings the time-stamp authority down', async () => {
  openssl('ts', '-query', '-data', file('paper'), '-sha256', '-cert', '-out', file('query'));
  const good = readFileSync(file('query'));
  const cut = Array.from({ length: good.length }, (_, length) => good.subarray(0, length));
  const flipped = Array.from(good, (byte, at) => {
    const bytes = Buffer.from(good);
    bytes[at] = byte ^ 0xff;
    return bytes;
  });
  for (const bad of [...cut, ...flipped, Buffer.concat([good, good])]) {
    const reply = await askStamp(bad);
    expect(reply[0]).toBe(0x30);
  }
  expect((await askStamp(good)).includes(issuersOf(kept).timeStamp.certificate)).toBe(true);
});

test('what is too long, of another kind or elsewhere is refused', async () => {
  const statusOf = async (url: string, request: RequestInit) => (await fetch(url, request)).status;
  const headers = { 'content-type': 'application/timestamp-query' };
  const post = (body: Uint8Array<ArrayBuffer>) => ({ method: 'POST', headers, body });
  expect(await statusOf(trust.timeStampUrl, post(new Uint8Array(20_000)))).toBe(413);
  expect(await statusOf(trust.timeStampUrl, { method: 'POST', body: 'x' })).toBe(415);
  expect(await statusOf(trust.timeStampUrl, {})).toBe(415);
  expect(await statusOf(trust.timeStampUrl.replace('/tsa', '/'), {})).toBe(404);
});

test('keys and addresses stay the same over a restart, and only the owner reads them', async () => {
  await trust.stop();
  const again = await startDemoTrust(folder, clock);
  expect(addressOf(again)).toEqual(addressOf(trust));
  expect(readKeptTrust(folder)?.root).toEqual(kept.root);
  expect(statSync(join(folder, 'demo-signing.json')).mode & 0o777).toBe(0o600);
  trust = again;
});

test('a second process of the same demo uses what the first one serves', async () => {
  const second = await startDemoTrust(folder, clock);
  expect(addressOf(second)).toEqual(addressOf(trust));
  await second.stop();
  expect((await fetch(trust.crlUrls.root)).status).toBe(200);
});

test('when another program has taken the port, the services move and remember where', async () => {
  await trust.stop();
  const stranger = createServer((_, response) => void response.end('Không phải danh sách.'));
  await new Promise<void>((resolve) => stranger.listen(kept.port, '127.0.0.1', resolve));
  trust = await startDemoTrust(folder, clock);
  stranger.close();
  stranger.closeAllConnections();
  const port = Number(new URL(trust.timeStampUrl).port);
  expect(port).not.toBe(kept.port);
  expect(readKeptTrust(folder)?.port).toBe(port);
  expect(addressOf(trust)).toEqual(addressesOf(port));
});

test('the private halves of the keys of the inventory are not kept', () => {
  const text = readFileSync(join(folder, 'demo-signing.json'), 'utf8');
  const known = [...text.matchAll(/-----BEGIN PRIVATE KEY-----[^"]+/g)].map(([pem]) =>
    createPublicKey(pem.replaceAll('\\n', '\n')).export({ format: 'der', type: 'spki' }).toString('base64'),
  );
  expect(known.length).toBe(9);
  expect(kept.inventoryKeys.filter((one) => known.includes(one))).toEqual([]);
});

function person(serial: string): Buffer {
  const der = issueCertificate(issuersOf(kept).state, {
    subject: [
      ['C', 'VN'],
      ['O', 'Ủy ban nhân dân xã Tân Mỹ Chánh'],
      ['CN', 'Nguyễn Văn An'],
    ],
    spki: Buffer.from(kept.inventoryKeys[0] ?? '', 'base64'),
    serial: Buffer.from(serial, 'hex'),
    from: new Date(clock.now().getTime() - 86_400_000),
    until: new Date(clock.now().getTime() + 86_400_000),
    crlUrl: trust.crlUrls.state,
  });
  expect(new X509Certificate(der).serialNumber).toBe(serial);
  return der;
}

async function fetchTo(url: string, name: string): Promise<string> {
  const answer = await fetch(url);
  expect(answer.headers.get('content-type')).toBe('application/pkix-crl');
  writeFileSync(file(name), Buffer.from(await answer.arrayBuffer()));
  return file(name);
}

async function askStamp(query: Buffer): Promise<Buffer> {
  const headers = { 'content-type': 'application/timestamp-query' };
  const answer = await fetch(trust.timeStampUrl, { method: 'POST', headers, body: new Uint8Array(query) });
  expect(answer.headers.get('content-type')).toBe('application/timestamp-reply');
  return Buffer.from(await answer.arrayBuffer());
}

function openssl(...words: string[]): string {
  return execFileSync('openssl', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function addressOf({ timeStampUrl, crlUrls }: DemoTrust) {
  return { timeStampUrl, crlUrls };
}

function never(): never {
  throw new Error('nothing was kept');
}
