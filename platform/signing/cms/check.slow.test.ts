import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HolderName, makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { type PkiServer, startPkiServer } from '../../../test/pki/pki-server.ts';
import { askOcsp, OutOfReach } from '../pki/fetch-revocation.ts';
import { requestTimeStamp } from '../pki/time-stamp.ts';
import type { Trust } from '../trust.ts';
import {
  cmsOf,
  digestOfAttributes,
  signatureValueImprint,
  signedAttributesOf,
  verifyAttributes,
  verifyValue,
} from './build.ts';
import { checkDetached } from './cades.ts';
import { checkCms, digestOf } from './check.ts';
import { BadCms, readCms, trimDer } from './read.ts';

let pki: Pki;
let server: PkiServer;
beforeAll(async () => {
  pki = await makePki();
  server = await startPkiServer(pki);
}, 60_000);
afterAll(async () => {
  await server.stop();
  pki.remove();
});

const content = Buffer.from('Quyết định số 12/QĐ-UBND');
const nonce = Buffer.alloc(16, 7);
const day = 86_400_000;

function trust(parts: Partial<Trust> = {}): Trust {
  return { now: new Date(), authorities: pki.trusted, revocations: [pki.crl(), pki.rootCrl()], ...parts };
}

function valueBy(name: HolderName, signingTime?: Date) {
  const { certificate, keyPem } = pki.holders[name];
  const messageDigest = createHash('sha256').update(content).digest();
  const attributes = signedAttributesOf({ messageDigest, certificate, ...(signingTime && { signingTime }) });
  return { attributes, signature: sign('sha256', attributes, keyPem), certificate };
}

async function signedBy(name: HolderName, stamp: 'stamped' | 'bare' = 'stamped'): Promise<Buffer> {
  const value = valueBy(name);
  const imprint = signatureValueImprint(value.signature);
  const timeStamp = stamp === 'stamped' ? await requestTimeStamp(server.tsaUrl, imprint, nonce) : undefined;
  return cmsOf({ ...value, chain: [pki.authority], ...(timeStamp && { timeStamp }) });
}

function checked(
  cms: Buffer,
  with_: Partial<Trust> = {},
  about: Buffer = content,
  extraAnswers: readonly Buffer[] = [],
) {
  const given = { cms: readCms(cms), contentDigest: digestOf(about), format: 'cades' as const, trust: trust(with_) };
  return checkCms({ ...given, extraAnswers });
}

/** What openssl says of a detached signature: its exit code. */
function opensslTakes(cms: Buffer, about: Buffer = content): boolean {
  const [file, text, roots] = ['mau.p7s', 'mau.txt', 'goc/ca.pem'].map((name) => join(pki.folder, name));
  writeFileSync(file ?? '', cms);
  writeFileSync(text ?? '', about);
  const words = [
    'cms',
    '-verify',
    '-cades',
    '-binary',
    '-inform',
    'DER',
    '-in',
    file,
    '-content',
    text,
    '-CAfile',
    roots,
  ];
  try {
    execFileSync('openssl', [...words, '-certfile', join(pki.folder, 'cap/ca.pem'), '-purpose', 'any'].map(String), {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

describe('who signed and whether it holds', () => {
  test.each<[HolderName, string, string[]]>([
    ['leader', 'valid', []],
    ['agency', 'valid', []],
    ['expired', 'invalid', ['expired']],
    ['notYet', 'invalid', ['not_yet_valid']],
    ['revoked', 'invalid', ['revoked']],
    ['wrongPurpose', 'invalid', ['wrong_purpose']],
    ['timeStamp', 'invalid', ['wrong_purpose']],
    ['responder', 'invalid', ['wrong_purpose']],
    ['stranger', 'in_doubt', ['authority_unknown']],
  ])('%s is %s', async (name, verdict, reasons) => {
    const report = checked(await signedBy(name));
    expect([report.verdict, report.findings.map(({ reason }) => reason)]).toEqual([verdict, reasons]);
    expect(report.signer?.commonName).toBe(pki.holders[name].certificate.commonName);
  });

  test('openssl takes what we sign as CAdES, and refuses one changed byte', async () => {
    const cms = await signedBy('leader');
    expect(opensslTakes(cms)).toBe(true);
    expect(opensslTakes(cms, Buffer.from(`${content.toString()}.`))).toBe(false);
    const broken = Buffer.from(cms);
    const at = broken.indexOf(createHash('sha256').update(content).digest());
    broken[at] = (broken[at] ?? 0) ^ 1;
    expect(opensslTakes(broken)).toBe(false);
  });

  test('openssl takes the time stamp for our signature, and not for another one', async () => {
    const { signature } = valueBy('leader');
    const imprint = signatureValueImprint(signature);
    const [file, data] = ['dau.token', 'dau.bin'].map((name) => join(pki.folder, name));
    writeFileSync(file ?? '', await requestTimeStamp(server.tsaUrl, imprint, nonce));
    const takes = (about: Buffer) => {
      writeFileSync(data ?? '', about);
      const roots = ['-CAfile', join(pki.folder, 'goc/ca.pem'), '-untrusted', join(pki.folder, 'cap/ca.pem')];
      const words = ['ts', '-verify', '-token_in', '-in', file ?? '', '-data', data ?? '', ...roots];
      return spawnSync('openssl', words).status === 0;
    };
    expect([takes(signature), takes(Buffer.from('khác'))]).toEqual([true, false]);
  });

  test('an enveloping signature carries its content, and another content beside it is refused', () => {
    const cms = cmsOf({ ...valueBy('leader', new Date()), chain: [pki.authority], content });
    expect(checkDetached(cms, undefined, trust()).isIntact).toBe(true);
    const other = checkDetached(cms, Buffer.from('khác'), trust());
    expect(other.signatures[0]?.findings[0]?.reason).toBe('content_changed');
  });

  test('the claimed time is told for what it is', () => {
    const at = new Date('2026-03-10T02:00:00Z');
    const cms = cmsOf({ ...valueBy('leader', at), chain: [] });
    const [report] = checkDetached(cms, content, trust()).signatures;
    expect([report?.claimedAt, report?.provenAt, report?.level]).toEqual([at, null, 'B-B']);
  });
});

describe('time and revocation', () => {
  test('a certificate that was revoked after the proven time still holds; without a time stamp it does not', async () => {
    const [stamped, bare] = [await signedBy('otherSubject'), await signedBy('otherSubject', 'bare')];
    const now = new Date(Date.now() + 5000);
    expect(checked(stamped).verdict).toBe('valid');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await pki.revoke('otherSubject');
    expect(checked(stamped, { now }).verdict).toBe('valid');
    expect(checked(bare, { now }).findings.map(({ reason }) => reason)).toContain('revoked');
  });

  test('years later, when certificate and list are over, a time stamp keeps the signature and its lack leaves a doubt', async () => {
    const later = { now: new Date(Date.now() + 900 * day) };
    const stamped = checked(await signedBy('leader'), later);
    expect(stamped.verdict).toBe('valid');
    const bare = checked(await signedBy('leader', 'bare'), later);
    expect([bare.verdict, new Set(bare.findings.map(({ reason }) => reason))]).toEqual([
      'in_doubt',
      new Set(['time_unproven', 'revocation_unknown']),
    ]);
  });

  test('without any revocation answer it is not said to be good', async () => {
    const report = checked(await signedBy('leader'), { revocations: [] });
    expect([report.verdict, report.findings[0]?.reason]).toEqual(['in_doubt', 'revocation_unknown']);
  });

  test('an OCSP answer that came along makes the level that lasts; one that was forged is as good as none', async () => {
    const ocsp = await askOcsp(server.ocspUrl, pki.holders.leader.certificate, pki.authority);
    const ofStamp = await askOcsp(server.ocspUrl, pki.holders.timeStamp.certificate, pki.authority);
    const cms = await signedBy('leader');
    const lasting = checked(cms, { revocations: [] }, content, [ocsp, ofStamp, pki.rootCrl()]);
    expect([lasting.verdict, lasting.level]).toEqual(['valid', 'B-LT']);
    const waiting = checked(cms, { revocations: [] }, content, [ocsp, pki.rootCrl()]);
    expect([waiting.verdict, waiting.level, waiting.findings.map(({ reason }) => reason)]).toEqual([
      'in_doubt',
      'B-T',
      ['revocation_unknown'],
    ]);
    const forged = Buffer.from(ocsp);
    forged[forged.length - 400] = (forged[forged.length - 400] ?? 0) ^ 1;
    expect(checked(cms, { revocations: [] }, content, [forged, ofStamp, pki.rootCrl()]).verdict).toBe('in_doubt');
  });

  test('a list that somebody changed is not believed', async () => {
    const changed = pki.crl();
    changed[60] = (changed[60] ?? 0) ^ 1;
    expect(checked(await signedBy('leader'), { revocations: [changed, pki.rootCrl()] }).verdict).toBe('in_doubt');
  });

  test('a time stamp of another signature makes this one invalid', async () => {
    const timeStamp = await requestTimeStamp(server.tsaUrl, signatureValueImprint(Buffer.from('khác')), nonce);
    const report = checked(cmsOf({ ...valueBy('leader'), chain: [pki.authority], timeStamp }));
    expect([report.verdict, report.findings[0]?.reason, report.provenAt]).toEqual([
      'invalid',
      'time_stamp_wrong',
      null,
    ]);
  });

  test('trust that was withdrawn counts from its day on', async () => {
    const cms = await signedBy('leader');
    const ended = pki.trusted.map((one) => ({ ...one, trustedUntil: new Date('2025-01-01T00:00:00Z') }));
    expect(checked(cms, { authorities: ended }).findings[0]?.reason).toBe('authority_unknown');
  });

  test('an authority that is down or answers something else gives no time stamp, and says so at once', async () => {
    const imprint = signatureValueImprint(Buffer.from('x'));
    server.trouble('tsa', 'down');
    await expect(requestTimeStamp(server.tsaUrl, imprint, nonce)).rejects.toThrow(OutOfReach);
    server.trouble('tsa', 'slow');
    await expect(requestTimeStamp(server.tsaUrl, imprint, nonce, 300)).rejects.toThrow(OutOfReach);
    server.trouble('tsa', 'none');
  });
});

describe('what is wrong is refused', () => {
  test('a value that another key made is never taken', () => {
    const { attributes, certificate } = valueBy('leader');
    const other = sign('sha256', attributes, pki.holders.agency.keyPem);
    expect(verifyAttributes(certificate, attributes, other)).toBe(false);
    expect(verifyValue(certificate, digestOfAttributes(attributes), other)).toBe(false);
    expect(verifyAttributes(certificate, attributes, other.subarray(1))).toBe(false);
    const own = sign('sha256', attributes, pki.holders.leader.keyPem);
    expect(verifyValue(certificate, digestOfAttributes(attributes), own)).toBe(true);
  });

  test('another certificate with the same key and name does not take the place of the named one', () => {
    const { attributes, certificate } = valueBy('leader');
    const { keyPem } = pki.holders.agency;
    const report = checked(
      cmsOf({
        attributes,
        signature: sign('sha256', attributes, keyPem),
        certificate: pki.holders.agency.certificate,
        chain: [],
      }),
    );
    expect(report.findings.map(({ reason }) => reason)).toContain('certificate_not_named');
    expect(certificate.commonName).not.toBe(report.signer?.commonName);
  });

  test('zeros may fill the place of a signature up, anything else may not', () => {
    const der = cmsOf({ ...valueBy('leader'), chain: [] });
    expect(trimDer(Buffer.concat([der, Buffer.alloc(100)]))).toEqual(der);
    expect(() => trimDer(Buffer.concat([der, Buffer.from([0, 1])]))).toThrow(BadCms);
    expect(() => trimDer(Buffer.from('không phải DER'))).toThrow(BadCms);
  });

  test('no change of what is signed passes, and no change at all breaks the check', async () => {
    const good = await signedBy('leader');
    const { attributes, signature } = valueBy('leader');
    const start = good.indexOf(attributes.subarray(4, 60));
    const end = good.indexOf(signature.subarray(0, 40)) + signature.length;
    const places = Array.from({ length: 100 }, (_, i) => (i * 7919) % good.length);
    const inSigned = Array.from({ length: 60 }, (_, i) => start + Math.floor(((end - start) * i) / 60));
    const flipped = (at: number) => {
      const changed = Buffer.from(good);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      return verdictOrRefusal(changed);
    };
    expect(start).toBeGreaterThan(0);
    expect(inSigned.map(flipped)).not.toContain('valid');
    for (const at of places) flipped(at);
    expect(verdictOrRefusal(good.subarray(0, 900))).toBe('refused');
    expect(verdictOrRefusal(Buffer.alloc(0))).toBe('refused');
  });
});

function verdictOrRefusal(cms: Buffer): string {
  try {
    return checked(cms).verdict;
  } catch (error) {
    if (error instanceof BadCms) return 'refused';
    throw error;
  }
}
