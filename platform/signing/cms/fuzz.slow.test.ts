import { createHash, sign } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { startPkiServer } from '../../../test/pki/pki-server.ts';
import { requestTimeStamp } from '../pki/time-stamp.ts';
import type { Trust } from '../trust.ts';
import { cmsOf, signatureValueImprint, signedAttributesOf } from './build.ts';
import { checkDetached } from './cades.ts';
import { checkCms, digestOf } from './check.ts';
import { BadCms, readCms } from './read.ts';

let pki: Pki;
let good: Buffer;
let trust: Trust;
const content = Buffer.from('Quyết định số 12/QĐ-UBND');
beforeAll(async () => {
  pki = await makePki();
  const server = await startPkiServer(pki);
  const { certificate, keyPem } = pki.holders.leader;
  const messageDigest = createHash('sha256').update(content).digest();
  const attributes = signedAttributesOf({ messageDigest, certificate, signingTime: new Date() });
  const signature = sign('sha256', attributes, keyPem);
  const timeStamp = await requestTimeStamp(server.tsaUrl, signatureValueImprint(signature), Buffer.alloc(16, 7));
  good = cmsOf({ attributes, signature, certificate, chain: [pki.authority], timeStamp, content });
  const now = new Date(Date.now() + 60_000);
  trust = { now, authorities: pki.trusted, revocations: [pki.crl(), pki.rootCrl()] };
  await server.stop();
}, 60_000);
afterAll(() => pki.remove());

/** Numbers that look like chance and are the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One thing that goes wrong with bytes: some are changed, lost, doubled, moved or cut off. */
function mutated(bytes: Buffer, random: (below: number) => number): Buffer {
  const [from, length] = [random(bytes.length), 1 + random(40)];
  const piece = bytes.subarray(from, from + length);
  const rest = bytes.subarray(from + length);
  const kinds = [
    () => Buffer.concat([bytes.subarray(0, from), piece.map(() => random(256)), rest]),
    () => Buffer.concat([bytes.subarray(0, from), rest]),
    () => Buffer.concat([bytes.subarray(0, from), piece, piece, rest]),
    () => bytes.subarray(0, from),
    () =>
      Buffer.concat([
        bytes.subarray(0, from),
        Buffer.from([[0x80, 0xff, 0x00, 0x84, 0x30][random(5)] ?? 0]),
        bytes.subarray(from + 1),
      ]),
    () => Buffer.concat([bytes.subarray(0, from), Buffer.from([...piece].toReversed()), rest]),
  ];
  return (kinds[random(kinds.length)] ?? kinds[0])?.() ?? bytes;
}

test('whatever happens to a signature, what it says and who signed stays, or it is not valid', () => {
  const before = readCms(good);
  expect(checkDetached(good, undefined, trust).isIntact).toBe(true);
  const random = numbers(20_260_310);
  const outcomes = new Map<string, number>();
  for (let i = 0; i < 1500; i += 1) {
    const changed = mutated(good, random);
    const [report] = checkDetached(changed, undefined, trust).signatures;
    const outcome = report?.verdict ?? 'none';
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (outcome !== 'valid') continue;
    const { attributes, signature, content: inside } = readCms(changed);
    expect({ attributes, signature, inside }).toEqual({
      attributes: before.attributes,
      signature: before.signature,
      inside: content,
    });
    expect(report?.signer).toBe(pki.holders.leader.certificate);
  }
  expect(outcomes.get('invalid')).toBeGreaterThan(500);
}, 60_000);

test('each bit of what is signed counts', () => {
  const { attributes, signature } = readCms(good);
  const { der } = pki.holders.leader.certificate;
  const places = [attributes?.subarray(4), signature, content, der].map((one) => {
    const start = good.indexOf(one ?? '');
    return { start, end: start + (one?.length ?? 0) };
  });
  for (const { start, end } of places) {
    expect(start).toBeGreaterThan(0);
    for (let at = start; at < end; at += 3) {
      const changed = Buffer.from(good);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(verdictOf(changed)).not.toBe('valid');
    }
  }
}, 60_000);

test('bytes of nobody are refused with their own error', () => {
  const random = numbers(7);
  for (let i = 0; i < 500; i += 1) {
    const bytes = Buffer.from(Array.from({ length: random(200) }, () => random(256)));
    const shaped = i % 2 === 0 ? bytes : Buffer.concat([good.subarray(0, 19 + random(60)), bytes]);
    expect(() => readCms(shaped)).toThrow(BadCms);
  }
});

function verdictOf(cms: Buffer): string {
  try {
    return checkCms({
      cms: readCms(cms),
      contentDigest: digestOf(readCms(cms).content ?? content),
      format: 'cades',
      trust,
    }).verdict;
  } catch (error) {
    if (error instanceof BadCms) return 'refused';
    throw error;
  }
}
