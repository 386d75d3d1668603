import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HolderName, makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { issueOdd } from '../../../test/pki/odd-certificates.ts';
import { type PkiServer, startPkiServer } from '../../../test/pki/pki-server.ts';
import {
  extension,
  type Line,
  listBy,
  type ListParts,
  longTime,
  ocspBy,
  type OcspParts,
  responseWith,
  type Signing,
} from '../../../test/pki/revocation-answers.ts';
import type { Certificate } from './certificate.ts';
import { sequence, smallInteger, tlv } from './der.ts';
import { askOcsp, fetchCrl } from './fetch-revocation.ts';
import { BadDer } from './read-der.ts';
import { readOcspResponse } from './read-ocsp.ts';
import { kindOfRevocation, readRevocation, revocationOf } from './revocation.ts';

let pki: Pki;
let server: PkiServer;
let authority: Signing;
let leader: Certificate;
beforeAll(async () => {
  pki = await makePki({ crlUrl: 'http://127.0.0.1:1/ds.crl' });
  server = await startPkiServer(pki);
  authority = { certificate: pki.authority, keyPem: readFileSync(join(pki.folder, 'cap/ca.key'), 'utf8') };
  leader = pki.holders.leader.certificate;
}, 60_000);
afterAll(async () => {
  await server.stop();
  pki.remove();
});

const hour = 3_600_000;
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const at = (hours: number) => new Date(now.getTime() + hours * hour);
const signerOf = (name: HolderName): Signing => pki.holders[name];

function said(answers: readonly Buffer[], { when = now, about = leader, until = now } = {}) {
  const { status, reason, revokedAt } = revocationOf(about, pki.authority, answers, { at: when, now: until });
  return [status, reason, ...(revokedAt === null ? [] : [revokedAt])];
}

const list = (parts: Partial<ListParts> = {}) =>
  listBy(authority, { thisUpdate: at(-1), nextUpdate: at(24), ...parts });
const line = (hours: number, reasonCode?: number): Line[] => [
  { certificate: leader, at: at(hours), ...(reasonCode !== undefined && { reasonCode }) },
];
const answer = (parts: Partial<OcspParts> = {}, by: Signing = authority) =>
  ocspBy(by, { about: leader, issuer: pki.authority, thisUpdate: at(-1), nextUpdate: at(24), ...parts });
const good = ['good', 'not_revoked'];
const unknown = ['unknown', 'no_answer'];

describe('what openssl answers', () => {
  test('is believed, as list and as answer, for good and for revoked', async () => {
    const lists = [await fetchCrl(server.crlUrl)];
    const later = new Date(Date.now() + 1000);
    expect(said(lists, { when: later, until: later })).toEqual(good);
    const about = pki.holders.revoked.certificate;
    expect(said(lists, { when: later, until: later, about }).slice(0, 2)).toEqual(['revoked', 'revoked_before']);
    const answers = await Promise.all([leader, about].map((one) => askOcsp(server.ocspUrl, one, pki.authority)));
    expect(answers.map(kindOfRevocation)).toEqual(['ocsp', 'ocsp']);
    expect(said(answers, { when: later, until: later })).toEqual(good);
    expect(said(answers, { when: later, until: later, about })[0]).toBe('revoked');
    expect(readRevocation(answers[0] ?? Buffer.alloc(0), pki.authority, leader)?.nextUpdate).toBeInstanceOf(Date);
    expect(readRevocation(answers[0] ?? Buffer.alloc(0), pki.authority, about)).toBeUndefined();
  });

  test('about another certificate says nothing about this one', async () => {
    server.trouble('ocsp', 'another_question');
    const other = await askOcsp(server.ocspUrl, leader, pki.authority);
    server.trouble('ocsp', 'another_answer');
    const broken = await askOcsp(server.ocspUrl, leader, pki.authority);
    server.trouble('ocsp', 'none');
    expect([said([other]), said([broken])]).toEqual([unknown, unknown]);
  });
});

describe('revoked', () => {
  test('before the instant or at it counts, after it does not and is told', () => {
    expect(said([list({ lines: line(-5) })])).toEqual(['revoked', 'revoked_before', at(-5)]);
    expect(said([list({ lines: line(-5) })], { when: at(-5) })).toEqual(['revoked', 'revoked_before', at(-5)]);
    expect(said([list({ lines: line(-5) })], { when: at(-6) })).toEqual(['good', 'revoked_after', at(-5)]);
    const revoked = { at: at(-5), reasonCode: 1 };
    expect(said([answer({ revoked })])).toEqual(['revoked', 'revoked_before', at(-5)]);
    expect(said([responseWith(answer({ revoked }))], { when: at(-6) })).toEqual(['good', 'revoked_after', at(-5)]);
  });

  test('is not undone by an answer that says good, nor by the end of the list that says it', () => {
    const old = list({ thisUpdate: at(-100), nextUpdate: at(-90), lines: line(-120, 1) });
    expect(said([old])).toEqual(['revoked', 'revoked_before', at(-120)]);
    expect(said([answer(), old, list()])).toEqual(['revoked', 'revoked_before', at(-120)]);
  });

  test('for a time only (suspended) lasts until a newer answer no longer says so', () => {
    const onHold = list({ thisUpdate: at(-10), lines: line(-12, 6) });
    expect(said([onHold])).toEqual(['revoked', 'on_hold', at(-12)]);
    expect(said([onHold], { when: at(-13) })).toEqual(['good', 'revoked_after', at(-12)]);
    expect(said([onHold, list()])).toEqual(good);
    expect(said([onHold, list({ lines: line(-12, 8) })])).toEqual(good);
    expect(said([onHold, list({ lines: line(-3, 1) })])).toEqual(['revoked', 'revoked_before', at(-3)]);
  });
});

describe('good', () => {
  test('is said by an answer from after the instant, or one still in force then', () => {
    expect(said([list()], { when: at(-1000) })).toEqual(good);
    expect(said([list({ thisUpdate: at(-10), nextUpdate: at(1) })])).toEqual(good);
    expect(said([list({ thisUpdate: at(-10), nextUpdate: at(-1) })])).toEqual(unknown);
    expect(said([answer({ thisUpdate: at(-10), nextUpdate: at(-1) })])).toEqual(unknown);
  });

  test('without an end serves for a day', () => {
    const endless = listBy(authority, { thisUpdate: at(-30) });
    expect(said([endless])).toEqual(unknown);
    expect(said([endless], { when: at(-10) })).toEqual(good);
  });

  test('is not said by an answer from the future', () => {
    expect(said([list({ thisUpdate: at(1) })])).toEqual(unknown);
    expect(said([list({ thisUpdate: at(1) })], { until: at(2) })).toEqual(good);
  });

  test('is not said after the end of a certificate, unless the authority says that it still would', () => {
    const ended = pki.holders.expired.certificate;
    const before = new Date(ended.notAfter.getTime() - hour);
    const ask = (answers: Buffer[]) => said(answers, { about: ended, when: before });
    expect(ask([list({ thisUpdate: before, nextUpdate: at(0) })])).toEqual(good);
    expect(ask([list()])).toEqual(unknown);
    const keeps = extension('2.5.29.60', longTime(new Date('2020-01-01T00:00:00Z')));
    expect(ask([list({ extensions: [keeps] })])).toEqual(good);
    expect(ask([answer({ about: ended })])).toEqual(unknown);
    const cutoff = extension('1.3.6.1.5.5.7.48.1.6', longTime(new Date('2020-01-01T00:00:00Z')));
    expect(ask([answer({ about: ended, extensions: [cutoff] })])).toEqual(good);
    const lines = [{ certificate: ended, at: new Date(before.getTime() - hour) }];
    expect(ask([list({ lines })]).slice(0, 2)).toEqual(['revoked', 'revoked_before']);
  });
});

describe('a list is not believed', () => {
  test('when somebody else signed it, by whatever name', () => {
    const { agency, stranger } = pki.holders;
    expect(said([listBy(agency, { thisUpdate: at(-1), nextUpdate: at(1) })])).toEqual(unknown);
    const forged = listBy(
      { certificate: pki.authority, keyPem: stranger.keyPem },
      { thisUpdate: at(-1), nextUpdate: at(1) },
    );
    expect(said([forged])).toEqual(unknown);
    expect(said([pki.rootCrl()])).toEqual(unknown);
  });

  test('when its digest is weak, or its authority may not sign lists', async () => {
    expect(said([list({ digest: 'sha1' })])).toEqual(unknown);
    const extensions = ['basicConstraints = critical,CA:true', 'keyUsage = critical,keyCertSign'];
    const mute = await issueOdd(pki, { name: 'khong-ky', by: 'goc/ca', extensions });
    const below = await issueOdd(pki, { name: 'duoi', by: 'khong-ky' });
    const own = listBy(mute, { thisUpdate: at(-1), nextUpdate: at(1) });
    expect(revocationOf(below.certificate, mute.certificate, [own], { at: now, now }).status).toBe('unknown');
  });

  test('when it has only changes, only some reasons, or something critical that nobody knows', () => {
    const delta = extension('2.5.29.27', smallInteger(1), 'critical');
    const strange = extension('1.2.3.4', smallInteger(1), 'critical');
    const someReasons = extension('2.5.29.28', sequence(tlv(0x83, Buffer.from([0, 0x40]))), 'critical');
    const indirect = extension('2.5.29.28', sequence(tlv(0x84, Buffer.from([0xff]))), 'critical');
    for (const one of [delta, strange, someReasons, indirect])
      expect(said([list({ extensions: [one] })])).toEqual(unknown);
    expect(said([list({ extensions: [extension('2.5.29.20', smallInteger(1))] })])).toEqual(good);
  });

  test('when it is for other certificates', () => {
    const point = (url: string, ...more: Buffer[]) => {
      const name = tlv(0xa0, tlv(0xa0, tlv(0x86, Buffer.from(url))));
      return [extension('2.5.29.28', sequence(name, ...more), 'critical')];
    };
    const yes = Buffer.from([0xff]);
    expect(leader.crlUrls).toEqual(['http://127.0.0.1:1/ds.crl']);
    expect(said([list({ extensions: point('http://127.0.0.1:1/ds.crl') })])).toEqual(good);
    expect(said([list({ extensions: point('http://127.0.0.1:1/ds.crl', tlv(0x81, yes)) })])).toEqual(good);
    expect(said([list({ extensions: point('http://127.0.0.1:1/ds.crl', tlv(0x82, yes)) })])).toEqual(unknown);
    expect(said([list({ extensions: point('http://127.0.0.1:1/khac.crl') })])).toEqual(unknown);
  });
});

describe('an answer of OCSP is not believed', () => {
  const by = (name: HolderName, along: HolderName[] = [name]) =>
    answer({ along: along.map((one) => pki.holders[one].certificate) }, signerOf(name));

  test('unless the issuer signed it or named the responder for that', () => {
    expect(said([by('responder')])).toEqual(good);
    expect(said([by('responder', [])])).toEqual(unknown);
    expect(said([by('agency')])).toEqual(unknown);
    expect(said([by('timeStamp')])).toEqual(unknown);
    expect(said([by('stranger')])).toEqual(unknown);
    expect(said([by('agency', ['responder'])])).toEqual(unknown);
  });

  test('when the responder was named by somebody else, has expired or has a short key', async () => {
    const extensions = ['keyUsage = digitalSignature', 'extendedKeyUsage = OCSPSigning'];
    const foreign = await issueOdd(pki, { name: 'tra-loi-la', by: 'la/ca', extensions });
    const key = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'];
    const short = await issueOdd(pki, { name: 'tra-loi-ngan', by: 'cap/ca', extensions, key });
    const odd = await issueOdd(pki, { name: 'tra-loi', by: 'cap/ca', extensions });
    const ask = (one: Signing, thisUpdate: Date) =>
      said([answer({ along: [one.certificate], thisUpdate }, one)], { until: at(1), when: at(1) });
    expect(ask(odd, new Date())).toEqual(good);
    expect(ask(odd, at(-48))).toEqual(unknown);
    expect(ask(foreign, new Date())).toEqual(unknown);
    expect(ask(short, new Date())).toEqual(unknown);
  });

  test('when the responder was revoked, unless his certificate says that nobody need ask', async () => {
    const extensions = ['keyUsage = digitalSignature', 'extendedKeyUsage = OCSPSigning'];
    const usual = await issueOdd(pki, { name: 'tra-loi-1', by: 'cap/ca', extensions });
    const unchecked = await issueOdd(pki, {
      name: 'tra-loi-2',
      by: 'cap/ca',
      extensions: [...extensions, 'noCheck = yes'],
    });
    const ask = ({ certificate, keyPem }: Signing, hours: number, reasonCode?: number) => {
      const lines = [{ certificate, at: at(hours), ...(reasonCode !== undefined && { reasonCode }) }];
      // The list itself has ended, so that only the answer can say that the certificate is good.
      const ended = list({ thisUpdate: at(-2), nextUpdate: at(-1), lines });
      const own = answer({ along: [certificate], thisUpdate: new Date() }, { certificate, keyPem });
      return said([own, ended], { when: at(0.2), until: at(0.2) });
    };
    expect(ask(usual, -5, 4)).toEqual(unknown);
    expect(ask(usual, 1, 4)).toEqual(good);
    expect(ask(usual, 1)).toEqual(unknown);
    expect(ask(unchecked, -5, 4)).toEqual(good);
  });

  test('when its digest is weak, it is about another authority, or something critical is unknown', () => {
    expect(said([answer({ digest: 'sha1' })])).toEqual(unknown);
    expect(said([answer({ issuer: pki.root })])).toEqual(unknown);
    expect(said([answer({ extensions: [extension('1.2.3.4', smallInteger(1), 'critical')] })])).toEqual(unknown);
    expect(() => readOcspResponse(responseWith(answer(), 3))).toThrow(BadDer);
    expect(said([responseWith(answer(), 3)])).toEqual(unknown);
  });
});

test('a list of a whole country is read in a moment, and again in less', () => {
  const lines = Array.from({ length: 200_000 }, (_, i) => {
    const serialRaw = Buffer.from(`01${i.toString(16).padStart(10, '0')}`, 'hex');
    return { certificate: { ...leader, serialRaw }, at: at(-10), reasonCode: 1 };
  });
  const long = list({ lines: [...lines, ...line(-5)] });
  const before = performance.now();
  expect(said([long]).slice(0, 2)).toEqual(['revoked', 'revoked_before']);
  expect(said([long], { about: pki.holders.agency.certificate })).toEqual(good);
  expect(performance.now() - before).toBeLessThan(3000);
}, 60_000);

test('no change of a byte turns revoked into good, nor breaks the check', () => {
  const all = [list({ lines: line(-5, 1) }), responseWith(answer({ revoked: { at: at(-5) } }))];
  for (const der of all) {
    const outcomes = Array.from({ length: 600 }, (_, i) => {
      const changed = Buffer.from(der);
      const place = (i * 7919) % der.length;
      changed[place] = (changed[place] ?? 0) ^ (1 << (i % 8));
      return said([changed])[0];
    });
    expect(outcomes).not.toContain('good');
    for (const end of [0, 1, 5, 60, der.length - 1]) expect(said([der.subarray(0, end)])).toEqual(unknown);
  }
});
