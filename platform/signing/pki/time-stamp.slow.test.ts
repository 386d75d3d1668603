import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { issueOdd } from '../../../test/pki/odd-certificates.ts';
import { type PkiServer, startPkiServer } from '../../../test/pki/pki-server.ts';
import { listBy } from '../../../test/pki/revocation-answers.ts';
import { BadCms, readCms } from '../cms/read.ts';
import type { Trust } from '../trust.ts';
import { sequence, tlv } from './der.ts';
import { OutOfReach } from './fetch-revocation.ts';
import { BadTimeStamp, checkTimeStamp, readTimeStamp, requestTimeStamp } from './time-stamp.ts';
import { timeStampRequestOf, tokenIn } from './time-stamp-request.ts';

let pki: Pki;
let server: PkiServer;
let token: Buffer;
const content = Buffer.from('giá trị chữ ký');
const imprint = createHash('sha256').update(content).digest();
const nonce = Buffer.from('80'.repeat(16), 'hex');
beforeAll(async () => {
  pki = await makePki();
  server = await startPkiServer(pki);
  token = await requestTimeStamp(server.tsaUrl, imprint, nonce);
}, 60_000);
afterAll(async () => {
  await server.stop();
  pki.remove();
});

function trust(parts: Partial<Trust> = {}): Trust {
  return {
    now: new Date(Date.now() + 60_000),
    authorities: pki.trusted,
    revocations: [pki.crl(), pki.rootCrl()],
    ...parts,
  };
}

function checked(one: Buffer, given: Trust = trust(), about: Buffer = content) {
  const { at, awaitedAt, findings } = checkTimeStamp(one, about, given);
  return {
    at,
    awaitedAt,
    reasons: findings.map(({ reason, detail }) => (reason === 'time_stamp_wrong' ? detail : reason)),
  };
}

const openssl = (...parts: string[]) => execFileSync('openssl', parts, { cwd: pki.folder, stdio: 'pipe' }).toString();

describe('asking for a time stamp', () => {
  test('gives a token that openssl verifies and that proves its time', () => {
    writeFileSync(join(pki.folder, 'dau.tst'), token);
    writeFileSync(join(pki.folder, 'noi-dung'), content);
    const words = ['ts', '-verify', '-in', 'dau.tst', '-token_in', '-data', 'noi-dung'];
    expect(openssl(...words, '-CAfile', 'goc/ca.pem', '-untrusted', 'cap/ca.pem')).toContain('Verification: OK');
    const read = readTimeStamp(token);
    expect(read).toMatchObject({ imprint, imprintAlgorithm: 'sha256', policy: '1.3.6.1.4.1.99999.1' });
    expect(Math.abs(read.at.getTime() - Date.now())).toBeLessThan(60_000);
    expect(checked(token)).toEqual({ at: read.at, awaitedAt: null, reasons: [] });
  });

  test('is written as openssl reads it', () => {
    writeFileSync(join(pki.folder, 'hoi.tsq'), timeStampRequestOf(imprint, nonce));
    const text = openssl('ts', '-query', '-in', 'hoi.tsq', '-text');
    expect(text).toContain('Hash Algorithm: sha256');
    expect(text).toContain('Certificate required: yes');
    expect(text).toContain(`0x01${'80'.repeat(16)}`);
  });

  test.each(['another_question', 'another_answer', 'down'] as const)('%s gives none', async (trouble) => {
    server.trouble('tsa', trouble);
    await expect(requestTimeStamp(server.tsaUrl, imprint, nonce)).rejects.toThrow(OutOfReach);
    server.trouble('tsa', 'none');
  });

  test('a refusal, an answer to another imprint or no answer at all gives none', async () => {
    const refused = sequence(sequence(tlv(0x02, Buffer.from([2]))));
    expect(() => tokenIn(refused)).toThrow('time stamp refused: 2');
    await expect(requestTimeStamp(server.tsaUrl, Buffer.alloc(20), nonce)).rejects.toThrow(OutOfReach);
    await expect(requestTimeStamp(server.crlUrl, imprint, nonce)).rejects.toThrow(OutOfReach);
    await expect(requestTimeStamp('http://127.0.0.1:1/', imprint, nonce)).rejects.toThrow(OutOfReach);
  });
});

/** The statement of the true token, signed by somebody else. */
function resigned(name: string, ...more: string[]): Buffer {
  writeFileSync(join(pki.folder, 'tst.der'), readCms(token).content ?? '');
  const words = [
    'cms',
    '-sign',
    '-in',
    'tst.der',
    '-binary',
    '-nodetach',
    '-cades',
    '-md',
    'sha256',
    '-outform',
    'DER',
  ];
  const type = ['-econtent_type', '1.2.840.113549.1.9.16.1.4', '-nosmimecap', ...more];
  openssl(...words, ...type, '-signer', `${name}.pem`, '-inkey', `${name}.key`, '-out', 'tst.p7');
  return readFileSync(join(pki.folder, 'tst.p7'));
}

describe('a time stamp proves nothing', () => {
  test('about other bytes, in the future, or changed', () => {
    expect(checked(token, trust(), Buffer.from('khác')).reasons).toEqual(['dấu thời gian của nội dung khác']);
    expect(checked(token, trust({ now: new Date(Date.now() - 3_600_000) })).reasons).toEqual([
      'dấu thời gian ở tương lai',
    ]);
    expect(checked(token.subarray(0, 500)).reasons).toEqual(['dấu thời gian không đọc được']);
    expect(checked(Buffer.concat([token, Buffer.from([0])])).reasons).toEqual(['dấu thời gian không đọc được']);
  });

  test('when anybody else made it, whatever his certificate is for', async () => {
    expect(checked(resigned('timeStamp')).reasons).toEqual([]);
    expect(checked(resigned('leader')).reasons).toEqual(['chứng thư không dành cho dấu thời gian']);
    expect(checked(resigned('wrongPurpose')).reasons).toEqual(['chứng thư không dành cho dấu thời gian']);
    const parts = ['basicConstraints = critical,CA:false', 'keyUsage = critical,digitalSignature'];
    await issueOdd(pki, {
      name: 'khong-quan-trong',
      by: 'cap/ca',
      extensions: [...parts, 'extendedKeyUsage = timeStamping'],
    });
    expect(checked(resigned('khong-quan-trong')).reasons).toEqual(['chứng thư không dành cho dấu thời gian']);
    const both = 'extendedKeyUsage = critical,timeStamping,clientAuth';
    await issueOdd(pki, { name: 'hai-viec', by: 'cap/ca', extensions: [...parts, both] });
    expect(checked(resigned('hai-viec')).reasons).toEqual(['chứng thư không dành cho dấu thời gian']);
    const right = [...parts, 'extendedKeyUsage = critical,timeStamping'];
    await issueOdd(pki, { name: 'dau-la', by: 'la/ca', extensions: right });
    expect(checked(resigned('dau-la')).reasons).toContain('authority_unknown');
  });

  test('without the certificate that it names, or with a weak digest', () => {
    expect(checked(resigned('timeStamp', '-nocerts')).reasons).toEqual(['chữ ký trong dấu thời gian không đúng']);
    expect(checked(resigned('timeStamp', '-md', 'sha1')).reasons).toEqual(['chữ ký trong dấu thời gian không đúng']);
  });

  test('when trust in its authority had ended', () => {
    const ended = pki.trusted.map((one) => ({ ...one, trustedUntil: new Date('2025-01-01T00:00:00Z') }));
    expect(checked(token, trust({ authorities: ended })).reasons).toContain('authority_unknown');
  });

  test('as long as nobody says whether its certificate was revoked, but may wait for that', () => {
    const { at, awaitedAt, reasons } = checked(token, trust({ revocations: [] }));
    expect([at, awaitedAt, reasons]).toEqual([
      null,
      readTimeStamp(token).at,
      ['revocation_unknown', 'revocation_unknown'],
    ]);
    const carried = checkTimeStamp(token, content, trust({ revocations: [] }), [pki.crl(), pki.rootCrl()]);
    expect([carried.at, carried.isCarried, carried.evidence.length]).toEqual([awaitedAt, true, 2]);
  });

  test.each([
    ['before its time', -3_600_000, 4, ['revoked'], null],
    ['later, because it was replaced', 10_000, 4, [], 'proven'],
    ['later, because somebody got the key', 10_000, 1, ['revoked'], null],
    ['later, and nobody says why', 10_000, undefined, ['revoked'], null],
  ])('revoked %s', (_, afterMs, reasonCode, reasons, proven) => {
    const { at } = readTimeStamp(token);
    const keyPem = readFileSync(join(pki.folder, 'cap/ca.key'), 'utf8');
    const { certificate } = pki.holders.timeStamp;
    const when = new Date(at.getTime() + afterMs);
    const lines = [{ certificate, at: when, ...(reasonCode !== undefined && { reasonCode }) }];
    const thisUpdate = new Date(at.getTime() + 20_000);
    const list = listBy({ certificate: pki.authority, keyPem }, { thisUpdate, lines });
    const found = checked(token, trust({ revocations: [list, pki.rootCrl()] }));
    expect([found.at, found.awaitedAt, found.reasons]).toEqual([proven === null ? null : at, null, reasons]);
  });
});

test('no change of a byte breaks the check, and none in what is signed passes', () => {
  const { attributes, signature } = readCms(token);
  const start = token.indexOf(attributes?.subarray(4) ?? '');
  const end = token.indexOf(signature) + signature.length;
  const info = token.indexOf(readCms(token).content ?? '');
  const flipped = (at: number) => {
    const changed = Buffer.from(token);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    return checked(changed).at;
  };
  const signed = Array.from({ length: 150 }, (_, i) => start + Math.floor(((end - start) * i) / 150));
  const stated = Array.from({ length: 60 }, (_, i) => info + i);
  expect(start).toBeGreaterThan(0);
  expect([...signed, ...stated].map(flipped).filter((at) => at !== null)).toEqual([]);
  for (let i = 0; i < 200; i += 1) flipped((i * 7919) % token.length);
  expect(() => readTimeStamp(Buffer.alloc(3))).toThrow(BadTimeStamp);
  expect(() => readCms(Buffer.alloc(3))).toThrow(BadCms);
});
