import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Holder, makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { authorityExtensions, issueOdd, p256 } from '../../../test/pki/odd-certificates.ts';
import type { Trust } from '../trust.ts';
import { type Certificate, certificateOf } from './certificate.ts';
import { chainOf } from './chain.ts';
import { sequence, tlv } from './der.ts';
import { elementOf, listOf } from './read-der.ts';

let pki: Pki;
let now: Date;
beforeAll(async () => {
  pki = await makePki();
  // What the tests themselves issue begins later.
  now = new Date(Date.now() + 600_000);
}, 60_000);
afterAll(() => pki.remove());

function trust(parts: Partial<Trust> = {}): Trust {
  return { now, authorities: pki.trusted, revocations: [], ...parts };
}

function found(certificate: Certificate, extra: readonly Holder[] = [], given: Trust = trust(), at = given.now) {
  const { chain, anchor, findings } = chainOf(
    certificate,
    extra.map((one) => one.certificate),
    given,
    at,
  );
  return {
    names: chain.map((one) => one.commonName),
    anchored: anchor !== null,
    reasons: findings.map(({ reason }) => reason),
  };
}

describe('a path', () => {
  test('leads from the holder over his authority to the root', () => {
    const { names, anchored, reasons } = found(pki.holders.leader.certificate);
    expect(names).toEqual(['Nguyễn Thị Thử Ký', 'Cơ quan nhà nước (thử nghiệm)', 'Gốc thử nghiệm']);
    expect([anchored, reasons]).toEqual([true, []]);
  });

  test('may go over an authority that only came along, but never end there', () => {
    const rootAlone = trust({ authorities: pki.trusted.slice(0, 1) });
    const authority = { certificate: pki.authority, certificatePem: '', keyPem: '' };
    expect(found(pki.holders.leader.certificate, [authority], rootAlone).reasons).toEqual([]);
    expect(found(pki.holders.leader.certificate, [], rootAlone).reasons).toEqual(['authority_unknown']);
    const strangerRoot = { ...authority, certificate: pki.strangerRoot };
    const stranger = found(pki.holders.stranger.certificate, [strangerRoot]);
    expect([stranger.anchored, stranger.reasons]).toEqual([false, ['authority_unknown']]);
  });

  test('counts validity as of the instant that is asked about', () => {
    const at = (days: number) => new Date(now.getTime() + days * 86_400_000);
    const { expired, notYet } = pki.holders;
    expect(found(expired.certificate).reasons).toEqual(['expired']);
    expect(found(expired.certificate, [], trust(), at(-10)).reasons).toEqual([]);
    expect(found(notYet.certificate).reasons).toEqual(['not_yet_valid']);
    expect(found(notYet.certificate, [], trust(), at(40)).reasons).toEqual([]);
  });

  test('takes the authority certificate that is still good where it has an old one too', async () => {
    const words = [
      'ca',
      '-batch',
      '-notext',
      '-utf8',
      '-config',
      'goc.cnf',
      '-extfile',
      'mo-rong.cnf',
      '-in',
      'cap/ca.csr',
    ];
    const ends = ['-startdate', '20250101000000Z', '-enddate', '20260101000000Z', '-out', 'cap-cu.pem'];
    execFileSync('openssl', [...words, '-extensions', 'v3_authority', ...ends], { cwd: pki.folder, stdio: 'ignore' });
    const pem = execFileSync('openssl', ['x509', '-in', join(pki.folder, 'cap-cu.pem')]);
    const old = { ...pki.trusted[1], certificate: certificateOf(pem) } as Trust['authorities'][number];
    const { reasons } = found(pki.holders.leader.certificate, [], trust({ authorities: [old, ...pki.trusted] }));
    expect(reasons).toEqual([]);
    const alone = found(pki.holders.leader.certificate, [], trust({ authorities: [old, ...pki.trusted.slice(0, 1)] }));
    expect(alone.reasons.length).toBeGreaterThan(0);
  });

  test('ends where trust was withdrawn from an authority, though its root is still trusted', () => {
    const until = new Date(now.getTime() - 1000);
    const withdrawn = pki.trusted.map((one) => (one.isAnchor ? one : { ...one, trustedUntil: until }));
    const given = trust({ authorities: withdrawn });
    expect(found(pki.holders.leader.certificate, [], given).reasons).toEqual(['authority_unknown']);
    expect(found(pki.holders.leader.certificate, [], given, new Date(until.getTime() - 1000)).reasons).toEqual([]);
    const notYet = pki.trusted.map((one) => ({ ...one, trustedFrom: new Date(now.getTime() + 1000) }));
    expect(found(pki.holders.leader.certificate, [], trust({ authorities: notYet })).reasons).toContain(
      'authority_unknown',
    );
  });
});

describe('a broken path is told', () => {
  test('a holder who plays the authority', async () => {
    const odd = await issueOdd(pki, { name: 'con-dau', by: 'leader' });
    const { anchored, reasons } = found(odd.certificate, [pki.holders.leader]);
    expect([anchored, new Set(reasons)]).toEqual([true, new Set(['chain_broken'])]);
  });

  test('an authority under one that may have none below it', async () => {
    const sub = await issueOdd(pki, { name: 'cap-duoi', by: 'cap/ca', extensions: authorityExtensions });
    const end = await issueOdd(pki, { name: 'cuoi', by: 'cap-duoi' });
    expect(found(end.certificate, [sub])).toMatchObject({ anchored: true, reasons: ['chain_broken'] });
  });

  test('an authority that may not sign certificates, or needs something unknown', async () => {
    const listsOnly = ['basicConstraints = critical,CA:true', 'keyUsage = critical,cRLSign'];
    const mute = await issueOdd(pki, { name: 'cam', by: 'goc/ca', extensions: listsOnly });
    expect(found((await issueOdd(pki, { name: 'a', by: 'cam' })).certificate, [mute]).reasons).toEqual([
      'chain_broken',
    ]);
    const extensions = [...authorityExtensions, '1.2.3.4 = critical,DER:05:00'];
    const strange = await issueOdd(pki, { name: 'kho', by: 'goc/ca', extensions });
    expect(found((await issueOdd(pki, { name: 'b', by: 'kho' })).certificate, [strange]).reasons).toEqual([
      'chain_broken',
    ]);
  });

  test('a certificate that names an authority which never signed it', () => {
    const [data, algorithm, value] = listOf(elementOf(pki.holders.leader.certificate.der), 3);
    const bits = Buffer.from(value?.content ?? '');
    bits[100] = (bits[100] ?? 0) ^ 1;
    const forged = certificateOf(sequence(data?.der ?? bits, algorithm?.der ?? bits, tlv(0x03, bits)));
    expect(found(forged)).toMatchObject({ anchored: false, reasons: ['chain_broken', 'authority_unknown'] });
  });

  test('a short key, a weak digest; other safe algorithms are none', async () => {
    const odd = async (name: string, parts: { key?: string[]; options?: string[] }) =>
      found((await issueOdd(pki, { name, by: 'cap/ca', ...parts })).certificate).reasons;
    const short = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'];
    const pss = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32'];
    expect(await odd('ngan', { key: short })).toEqual(['algorithm_weak']);
    expect(await odd('sha1', { options: ['-sha1'] })).toEqual(['algorithm_weak']);
    expect(await odd('pss-sha1', { options: [...pss, '-sha1'] })).toEqual(['algorithm_weak']);
    expect(await odd('pss', { options: pss })).toEqual([]);
    expect(await odd('ec', { key: p256 })).toEqual([]);
    expect(await odd('ed', { key: ['-algorithm', 'ED25519'] })).toEqual(['algorithm_weak']);
  });

  test('a long row of authorities is not followed for ever', async () => {
    let by = 'goc/ca';
    const extra: Holder[] = [];
    for (const name of Array.from({ length: 9 }, (_, i) => `bac-${i}`)) {
      extra.push(await issueOdd(pki, { name, by, key: p256, extensions: authorityExtensions }));
      by = name;
    }
    const end = await issueOdd(pki, { name: 'xa', by, key: p256 });
    const { names, anchored } = found(end.certificate, extra);
    expect([names.length, anchored]).toEqual([8, false]);
  });
});
