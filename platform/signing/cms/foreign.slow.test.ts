import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { issueOdd, p256 } from '../../../test/pki/odd-certificates.ts';
import { sequence, tlv } from '../pki/der.ts';
import type { Trust } from '../trust.ts';
import { checkDetached, contentOf } from './cades.ts';
import { definiteOf } from './definite-lengths.ts';
import { BadDer } from '../pki/read-der.ts';
import { BadCms, readCms } from './read.ts';

let pki: Pki;
const content = Buffer.from('Công văn số 7\r\n');
beforeAll(async () => {
  pki = await makePki();
  writeFileSync(join(pki.folder, 'noi-dung'), content);
  await issueOdd(pki, { name: 'ec', by: 'cap/ca', key: p256 });
  await issueOdd(pki, {
    name: 'pss',
    by: 'cap/ca',
    key: ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  });
}, 60_000);
afterAll(() => pki.remove());

/** A signature as openssl makes it. */
function foreign(more: readonly string[] = [], signer = 'leader', start: readonly string[] = ['-cades']): Buffer {
  const words = ['cms', '-sign', '-in', 'noi-dung', '-binary', '-out', 'la.p7', '-nosmimecap', ...start];
  const who = ['-signer', `${signer}.pem`, '-inkey', `${signer}.key`, '-md', 'sha256'];
  execFileSync('openssl', [...words, ...who, '-outform', 'DER', ...more], { cwd: pki.folder, stdio: 'pipe' });
  return readFileSync(join(pki.folder, 'la.p7'));
}

function checked(file: Buffer, about: Buffer | undefined = content, given: Partial<Trust> = {}) {
  const now = new Date(Date.now() + 60_000);
  const trust = { now, authorities: pki.trusted, revocations: [pki.crl(), pki.rootCrl()], ...given };
  const { signatures, isIntact } = checkDetached(file, about, trust);
  const [report] = signatures;
  return {
    verdict: report?.verdict,
    reasons: report?.findings.map(({ reason }) => reason),
    algorithm: report?.algorithm,
    isIntact,
  };
}

const valid = (algorithm: string) => ({ verdict: 'valid', reasons: [], algorithm, isIntact: true });

describe('a signature that another program made', () => {
  test.each<[string, string[], string, string]>([
    ['RSA', [], 'leader', 'RSA-SHA256'],
    ['a longer digest', ['-md', 'sha512'], 'leader', 'RSA-SHA512'],
    ['RSA with PSS', ['-keyopt', 'rsa_padding_mode:pss'], 'leader', 'RSA-PSS-SHA256'],
    [
      'PSS and another salt',
      ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:20'],
      'leader',
      'RSA-PSS-SHA256',
    ],
    ['a key for PSS alone', ['-keyopt', 'rsa_padding_mode:pss'], 'pss', 'RSA-PSS-SHA256'],
    ['an elliptic curve', [], 'ec', 'ECDSA-SHA256'],
    ['the key id instead of the issuer', ['-keyid'], 'leader', 'RSA-SHA256'],
  ])('with %s is valid', (_, more, signer, algorithm) => {
    expect(checked(foreign(more, signer))).toEqual(valid(algorithm));
    expect(checked(foreign(more, signer), Buffer.from('khác')).reasons).toEqual(['content_changed']);
  });

  test('is read from PEM too, and with its content inside, however its lengths were written', () => {
    expect(checked(foreign(['-outform', 'PEM']))).toEqual(valid('RSA-SHA256'));
    for (const more of [['-nodetach'], ['-nodetach', '-stream'], ['-nodetach', '-indef']]) {
      const file = foreign(more);
      expect(checked(file)).toEqual(valid('RSA-SHA256'));
      expect([file[1] === 0x80, contentOf(file)]).toEqual([more.length > 1, content]);
      expect(checked(file, Buffer.alloc(0)).reasons).toEqual(['content_changed']);
    }
    expect(contentOf(foreign())).toBeNull();
  });

  test('with SHA-1 is called weak', () => {
    expect(checked(foreign(['-md', 'sha1'])).reasons).toEqual(['algorithm_weak']);
  });

  test('is not valid without the attributes that the format demands', () => {
    expect(checked(foreign([], 'leader', [])).reasons).toEqual(['certificate_not_named']);
    expect(checked(foreign(['-noattr'], 'leader', [])).reasons).toContain('malformed');
    expect(checked(foreign(['-econtent_type', '1.2.3.4'])).reasons).toContain('malformed');
  });

  test('of two signers, or without the signer, is not guessed at', () => {
    expect(checked(foreign(['-signer', 'agency.pem', '-inkey', 'agency.key'])).reasons).toEqual(['malformed']);
    expect(checked(foreign(['-nocerts'])).reasons).toEqual(['certificate_not_named']);
  });

  test('brings lists and authorities along, which are looked at like any other', () => {
    const along = foreign(['-certfile', 'cap/ca.pem']);
    expect(readCms(along).certificates.length).toBe(2);
    const given = { authorities: pki.trusted.slice(0, 1) };
    expect(checked(along, content, given)).toEqual(valid('RSA-SHA256'));
    expect(checked(foreign(), content, given).reasons).toContain('authority_unknown');
  });
});

describe('a file', () => {
  test('that is no signature has none; one that is broken has one that is malformed', () => {
    expect(checked(Buffer.from('xin chào'))).toMatchObject({ verdict: undefined, isIntact: false });
    expect(checked(Buffer.alloc(0))).toMatchObject({ verdict: undefined, isIntact: false });
    const cut = foreign().subarray(0, -10);
    expect(checked(cut)).toMatchObject({ verdict: 'invalid', reasons: ['malformed'], isIntact: false });
    expect(checked(foreign(), undefined).reasons).toEqual([]);
  });

  test('with a signature as text inside its content is what its own bytes say', () => {
    writeFileSync(join(pki.folder, 'noi-dung'), foreign(['-outform', 'PEM', '-nodetach']));
    const outer = foreign(['-nodetach'], 'agency');
    writeFileSync(join(pki.folder, 'noi-dung'), content);
    expect(contentOf(outer)?.toString()).toContain('-----BEGIN CMS-----');
  });

  test('with open lengths in the thousands, in pieces that are none or cut off is refused', () => {
    const deep = Buffer.concat([Buffer.from('3080'.repeat(5000), 'hex'), Buffer.alloc(10_000)]);
    expect(() => definiteOf(deep)).toThrow(BadDer);
    expect(() => definiteOf(Buffer.from('3080', 'hex'))).toThrow(BadDer);
    expect(() => definiteOf(Buffer.from('3080248002010100000000', 'hex'))).toThrow(BadDer);
    expect(() => definiteOf(Buffer.from('308024030401', 'hex'))).toThrow(BadDer);
    const many = Buffer.concat([
      Buffer.from('3080', 'hex'),
      Buffer.alloc(400_000, Buffer.from('0500', 'hex')),
      Buffer.alloc(2),
    ]);
    expect(() => definiteOf(many)).toThrow(BadDer);
    expect(definiteOf(Buffer.from('30802480040161040162000004020000 0000'.replace(' ', ''), 'hex'))).toEqual(
      sequence(tlv(0x04, Buffer.from('ab')), tlv(0x04, Buffer.alloc(2))),
    );
    expect(() => readCms(Buffer.alloc(26 * 1024 * 1024))).toThrow(BadCms);
  });
});
