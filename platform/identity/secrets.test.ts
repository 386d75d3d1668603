import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { deviceOf } from './device.ts';
import { loginName, tidyLogin } from './login.ts';
import { codeOf, hashOfToken, tidyCode, tokenOf } from './secrets.ts';
import { findTotpStep, totpAddressOf, totpKeyOf } from './totp.ts';

test('a token is 256 bits, and what is kept of it is its SHA-256', () => {
  expect(tokenOf(randomBytes)).toMatch(/^[\w-]{43}$/);
  expect(hashOfToken('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('a code has no letters that are confused, and every letter is equally likely', () => {
  const code = codeOf(randomBytes, 4000).replaceAll('-', '');
  expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4000}$/);
  const counts = [...Map.groupBy(code, (letter) => letter).values()].map((group) => group.length);
  expect(counts).toHaveLength(30);
  expect(Math.min(...counts)).toBeGreaterThan(75);
});

test('a code is known again however it is typed', () => {
  const code = codeOf(randomBytes, 12);
  for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' – ')} `]) {
    expect(tidyCode(typed)).toBe(code);
  }
});

test.each([
  [' 082 090 001 234 ', '082090001234'],
  ['082.090.001.234', '082090001234'],
  ['０８２０９０００１２３４', '082090001234'],
  ['0100109106001', '0100109106-001'],
  ['0100109106-001', '0100109106-001'],
  ['tg00001', 'TG00001'],
  ['nguyen.van-a', 'NGUYEN.VAN-A'],
])('%j is the login %s', (typed, login) => {
  expect(tidyLogin(typed)).toBe(login);
  expect(loginName.parse(typed)).toBe(login);
});

test('the one-time codes are those of RFC 6238', () => {
  const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const vectors: [number, string][] = [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ];
  for (const [second, code] of vectors) {
    expect(findTotpStep(key, code, new Date(second * 1000), 0)).toBe(Math.floor(second / 30));
    expect(findTotpStep(key, code, new Date(second * 1000), Math.floor(second / 30))).toBeUndefined();
    expect(findTotpStep(key, code, new Date((second + 61) * 1000), 0)).toBeUndefined();
  }
});

test('a key is 160 bits and its address names platform and account', () => {
  const key = totpKeyOf(randomBytes);
  expect(key).toMatch(/^[A-Z2-7]{32}$/);
  expect(totpAddressOf(key, { login: 'TG00001' }, 'Cửa Số')).toContain(`secret=${key}`);
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36', 'Chrome trên Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0',
    'Edge trên Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox trên Linux'],
  ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36', 'Chrome trên Android'],
  ['<script>alert(1)</script>', 'Thiết bị khác'],
  ['', 'Thiết bị khác'],
])('%s is %s', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});
