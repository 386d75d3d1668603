import { execFileSync } from 'node:child_process';
import { createHash, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { makeSoftToken, type SoftToken } from '../../../test/soft-token.ts';
import { SigningRefused } from '../signer.ts';
import type { Cryptoki } from './cryptoki.ts';
import { listTokenCertificates } from './find-token.ts';
import { listTokens, openModule, type TokenModule } from './token-module.ts';
import { openTokenSigner } from './token-signer.ts';

const pin = '97531864';
const folder = mkdtempSync(join(tmpdir(), 'cuaso-token-'));
let pki: Pki;
let token: SoftToken;
let real: Cryptoki;
/** What the module does differently in a test, and how often it was asked to log in. */
let spoiled: Partial<Cryptoki> = {};
let logins = 0;
beforeAll(async () => {
  pki = await makePki();
  const { leader, agency } = pki.holders;
  const keys = [leader, agency].map((key, index) => ({ label: `khoa-${index}`, ...key }));
  token = await makeSoftToken(keys, { pin });
  real = openModule(token.module).cryptoki;
}, 60_000);
beforeEach(() => {
  [spoiled, logins] = [{}, 0];
});
afterAll(() => {
  token.remove();
  pki.remove();
  rmSync(folder, { recursive: true });
});

const content = Buffer.from('Văn bản thử nghiệm');
const digest = createHash('sha256').update(content).digest();
const gone = 0xb3;
const wrong: Cryptoki['login'] = { async: (...all) => void ((logins += 1), all[4](null, 0xa0)) };
const counted: Cryptoki['login'] = { async: (...all) => void ((logins += 1), real.login.async(...all)) };

/** The module as it is at each call: a test spoils it while a signer is open. */
function module(): TokenModule {
  const now = <K extends keyof Cryptoki>(name: K): Cryptoki[K] => spoiled[name] ?? real[name];
  const cryptoki: Cryptoki = {
    ...real,
    login: { async: (...all) => (spoiled.login ?? counted).async(...all) },
    signInit: (...all) => now('signInit')(...all),
    tokenInfo: (...all) => now('tokenInfo')(...all),
    find: (...all) => now('find')(...all),
    attribute: (...all) => now('attribute')(...all),
  };
  return { path: token.module, cryptoki };
}

const open = (with_: { pin?: string } = {}) => {
  const certificateDer = pki.holders.leader.certificate.der;
  return openTokenSigner({ module: module(), tokenLabel: token.label, pin, certificateDer, ...with_ });
};

async function refusalOf(work: Promise<unknown>): Promise<SigningRefused | undefined> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SigningRefused) return error;
    throw error;
  }
  return undefined;
}

test('openssl confirms what a token signed', async () => {
  const signer = await open();
  const [signature = Buffer.alloc(0)] = await signer.sign([digest]);
  signer.close();
  const path = (name: string) => join(folder, name);
  writeFileSync(path('noi-dung'), content);
  writeFileSync(path('chu-ky'), signature);
  writeFileSync(path('khoa.pem'), pki.holders.leader.certificate.publicKey.export({ type: 'spki', format: 'pem' }));
  const check = (of: string) =>
    execFileSync('openssl', ['dgst', '-sha256', '-verify', path('khoa.pem'), '-signature', path('chu-ky'), path(of)], {
      stdio: 'pipe',
    });
  expect(check('noi-dung').toString()).toContain('Verified OK');
  expect(() => check('chu-ky')).toThrow('Command failed');
});

test('a wrong PIN is said without the PIN, the token warns, and the right one clears the warning', async () => {
  const refused = await refusalOf(open({ pin: '11223344' }));
  expect(refused?.reason).toBe('pin_wrong');
  expect(JSON.stringify([refused?.message, refused?.stack])).not.toContain('11223344');
  expect(logins).toBe(1);
  expect(listTokens(module()).find(({ label }) => label === token.label)?.isPinLow).toBe(true);
  (await open()).close();
  expect(listTokens(module()).find(({ label }) => label === token.label)?.isPinLow).toBe(false);
});

test('a locked PIN is told apart from a wrong one, and a token that says so is not asked to log in', async () => {
  spoiled = { login: { async: (...all) => all[4](null, 0xa4) } };
  expect((await refusalOf(open()))?.reason).toBe('pin_locked');
  const isLocked = 0x40000;
  spoiled = {
    tokenInfo: (slot, info) => {
      const code = real.tokenInfo(slot, info);
      info[0] = { ...(info[0] as { flags: number }), flags: isLocked };
      return code;
    },
  };
  expect((await refusalOf(open()))?.reason).toBe('pin_locked');
  expect(logins).toBe(0);
});

test('a session that the token has ended is opened anew once, and the digest is signed', async () => {
  const signer = await open();
  let lost = 1;
  spoiled = { signInit: (...all) => (lost-- > 0 ? gone : real.signInit(...all)) };
  const [signature = Buffer.alloc(0)] = await signer.sign([digest]);
  expect(verify('sha256', content, pki.holders.leader.certificate.publicKey, signature)).toBe(true);
  expect(logins).toBe(2);
  lost = Number.MAX_SAFE_INTEGER;
  expect((await refusalOf(signer.sign([digest])))?.reason).toBe('unreachable');
  expect(logins).toBe(3);
  signer.close();
});

test('a PIN that the token refuses once is not tried again, however often a signature is asked for', async () => {
  const signer = await open();
  spoiled = { signInit: () => gone, login: wrong };
  for (let i = 0; i < 5; i += 1) expect((await refusalOf(signer.sign([digest])))?.reason).toBe('pin_wrong');
  expect(logins).toBe(2);
  spoiled = {};
  expect((await refusalOf(signer.sign([digest])))?.reason).toBe('pin_wrong');
  expect(logins).toBe(2);
  signer.close();
});

test('a closed signer signs nothing more and does not log in; one that signs ends its turn first', async () => {
  const idle = await open();
  idle.close();
  idle.close();
  expect((await refusalOf(idle.sign([digest])))?.reason).toBe('cancelled');
  expect(logins).toBe(1);
  const busy = await open();
  const work = busy.sign(Array.from({ length: 50 }, () => digest));
  await new Promise((resolve) => setTimeout(resolve, 5));
  busy.close();
  expect((await refusalOf(work))?.reason).toBe('cancelled');
  expect(logins).toBe(2);
  // The token is logged out again: a wrong PIN is noticed.
  expect((await refusalOf(open({ pin: '11223344' })))?.reason).toBe('pin_wrong');
  (await open()).close();
});

test('a digest of another length is not signed', async () => {
  const signer = await open();
  for (const length of [0, 20, 31, 33, 64]) {
    await expect(signer.sign([digest, Buffer.alloc(length)])).rejects.toThrow(RangeError);
  }
  expect(await signer.sign([digest])).toHaveLength(1);
  signer.close();
});

test('a certificate that cannot be read does not hide the others, nor does a module that gives one at a time', () => {
  for (const code of [0x11, 0x12, 0x150]) {
    let asked = 0;
    spoiled = { attribute: (...all) => (asked++ === 0 ? code : real.attribute(...all)) };
    expect(listTokenCertificates(module())).toHaveLength(1);
  }
  spoiled = { find: (session, found, most, count) => real.find(session, found, Math.min(most, 1), count) };
  expect(listTokenCertificates(module())).toHaveLength(2);
  spoiled = { attribute: () => 0x32 };
  expect(listTokenCertificates(module())).toHaveLength(0);
});
