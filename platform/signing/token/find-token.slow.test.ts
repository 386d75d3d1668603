import { readdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { makeSoftToken, type SoftToken } from '../../../test/soft-token.ts';
import { findTokenFor, listTokenCertificates } from './find-token.ts';
import { openModule, restartModule } from './token-module.ts';

let pki: Pki;
let token: SoftToken;
beforeAll(async () => {
  pki = await makePki();
  const { leader, agency } = pki.holders;
  token = await makeSoftToken([
    { label: 'lanh-dao', ...leader },
    { label: 'co-quan', ...agency },
  ]);
}, 60_000);
afterAll(() => {
  token.remove();
  pki.remove();
});

test('the token that carries a certificate is found before a PIN is entered', () => {
  const module = openModule(token.module);
  const { leader, revoked } = pki.holders;
  expect(listTokenCertificates(module)).toHaveLength(2);
  const found = findTokenFor(module, leader.certificate.fingerprint.toUpperCase());
  expect(found?.token.label).toBe(token.label);
  expect(found?.token.serial).not.toBe('');
  expect(found?.der.equals(leader.certificate.der)).toBe(true);
  expect(findTokenFor(module, revoked.certificate.fingerprint)).toBeUndefined();
});

test('a module that is started anew sees what was pulled out and plugged in since', () => {
  const module = openModule(token.module);
  const folder = dirname(token.env.SOFTHSM2_CONF);
  const place = join(folder, 'tokens', readdirSync(join(folder, 'tokens'))[0] ?? '');
  const { fingerprint } = pki.holders.agency.certificate;
  const outside = join(folder, 'rut-ra');
  renameSync(place, outside);
  restartModule(module);
  expect(findTokenFor(module, fingerprint)).toBeUndefined();
  renameSync(outside, place);
  restartModule(module);
  expect(findTokenFor(module, fingerprint)?.token.label).toBe(token.label);
});
