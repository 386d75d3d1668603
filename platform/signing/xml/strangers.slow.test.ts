import { spawnSync } from 'node:child_process';
import { sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePki } from '../../../test/pki/make-pki.ts';
import type { Pki } from '../../../test/pki/make-pki.ts';
import { startPkiServer } from '../../../test/pki/pki-server.ts';
import { requestTimeStamp } from '../pki/time-stamp.ts';
import type { Trust } from '../trust.ts';
import { checkXml } from './check-xml.ts';
import { signatureValueImprintXml, withXmlTimeStamp } from './extend-xml.ts';
import { canonicalSignedInfo, prepareXml } from './prepare-xml.ts';
import { sealXml } from './seal-xml.ts';

let pki: Pki;
beforeAll(async () => {
  pki = await makePki();
}, 60_000);
afterAll(() => pki.remove());

function signed(xml: string, of: Pki, by: 'leader' | 'otherSubject' = 'leader'): string {
  const { certificate, keyPem } = of.holders[by];
  const ready = prepareXml(xml, { certificate, now: new Date(), signatureId: 'S', place: 'enveloped' });
  return sealXml(ready, sign('sha256', Buffer.from(canonicalSignedInfo(ready)), keyPem), [of.authority]);
}

function verdictOf(xml: string, parts: Partial<Trust> = {}) {
  const trust = { now: new Date(), authorities: pki.trusted, revocations: [pki.crl(), pki.rootCrl()], ...parts };
  return checkXml(xml, trust).signatures.map(({ verdict, findings }) => [
    verdict,
    ...findings.map(({ reason }) => reason),
  ]);
}

/** Numbers that look random and are the same in every run. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const prefixes = ['', 'p', 'q', 'B', 'a', 'đ', '𐐀', '\uF900'];
const namespaces = ['urn:a', 'urn:b', 'http://x/?a=1;b=2', 'urn:&#x61;', 'urn:A', 'http://www.w3.org/2000/09/xmldsig#'];
const names = ['a', 'b', 'xmlnsb', 'Ký', 'é', '𐐀x', '\uFDF0y', 'xmlx', 'A', 'a-b', 'a.b'];
const values = [
  '',
  'x',
  'a&#10;b',
  'a\nb\tc',
  '&#9;&#13;',
  '&lt;&amp;&gt;&quot;&apos;',
  'Nguyễn',
  'e\u0301',
  '👍',
  'a\r\nb\rc',
];
const texts = [
  '',
  'x',
  ' ',
  '\n',
  'a\r\nb\rc',
  '&#13;&amp;&lt;&gt;',
  'Hoà',
  '<![CDATA[<&>]]>',
  '<![CDATA[]]>',
  '"\'',
  '&#x10400;',
];
const others = ['<?pi?>', '<?pi  data \r\n x?>', '<?p x>?>'];

/** A document of elements, namespaces, attributes, texts and instructions in every mixture. */
function anyDocument(below: (below: number) => number): string {
  const pick = <T>(among: readonly T[], fallback: T): T => among[below(among.length)] ?? fallback;
  const element = (depth: number, outer: ReadonlyMap<string, string>): string => {
    const scope = new Map(outer);
    const written: string[] = [];
    for (const prefix of prefixes.filter(() => below(6) === 0)) {
      scope.set(prefix, pick(namespaces, ''));
      written.push(`xmlns${prefix && ':'}${prefix}="${scope.get(prefix)}"`);
    }
    const known = [...scope.keys()];
    const seen = new Set<string>();
    for (let i = below(5); i > 0; i -= 1) {
      const prefix = pick(['', '', ...known.filter((one) => one !== ''), 'xml'], '');
      const name = prefix === 'xml' ? pick(['lang', 'b'], 'lang') : pick(names, 'a');
      const key = `${prefix === '' ? '' : (scope.get(prefix)?.replace('&#x61;', 'a') ?? prefix)} ${name}`;
      if (!seen.has(key)) written.push(`${prefix && `${prefix}:`}${name}${pick(['', ' '], '')}="${pick(values, '')}"`);
      seen.add(key);
    }
    const prefix = pick(['', ...known], '');
    const tag = `${prefix && `${prefix}:`}${pick(names, 'a')}`;
    const start = [tag, ...written].join(pick([' ', '\n', '\t '], ' '));
    if (depth > 5 || below(5) === 0) return `<${start}/>`;
    const inner = Array.from({ length: below(5) }, () =>
      below(2) === 0 ? element(depth + 1, scope) : pick(below(3) === 0 ? others : texts, ''),
    );
    return `<${start}>${inner.join('')}</${tag}${pick(['', ' '], '')}>`;
  };
  return `${pick(['', '<?xml version="1.0"?>'], '')}${pick(['', ...others], '')}${element(0, new Map())}${pick(['', '\n', ...others], '')}`;
}

test('two hundred documents of any shape are the same to a stranger', () => {
  const below = chance(20);
  const folder = join(pki.folder, 'bat-ky');
  mkdirSync(folder);
  const files = Array.from({ length: 200 }, (_, index) => {
    const xml = signed(anyDocument(below), pki);
    expect(verdictOf(xml)).toEqual([['valid']]);
    const file = join(folder, `${index}.xml`);
    writeFileSync(file, xml);
    return file;
  });
  const words = ['--verify', '--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties', '--trusted-pem'];
  const taken = (some: readonly string[]) => {
    const { status } = spawnSync('xmlsec1', [...words, join(pki.folder, 'goc/ca.pem'), ...some], { stdio: 'pipe' });
    return status === 0;
  };
  expect(taken(files)).toBe(true);
  const broken = join(folder, 'hong.xml');
  writeFileSync(broken, signed('<a>1</a>', pki).replace('<a>1', '<a>2'));
  expect(taken([...files.slice(0, 3), broken])).toBe(false);
  expect(taken([broken, ...files.slice(0, 3)])).toBe(false);
}, 120_000);

test('revoked after a proven time is valid, before it is not', async () => {
  const [own, server] = [await makePki(), await startPkiServer(pki)];
  try {
    const sealed = signed('<a/>', own, 'otherSubject');
    const authorities = [...own.trusted, ...pki.trusted];
    const token = await requestTimeStamp(server.tsaUrl, signatureValueImprintXml(sealed), Buffer.alloc(16, 7));
    // Time stamps and lists count in whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    await own.revoke('otherSubject');
    const revocations = [own.crl(), own.rootCrl(), pki.crl(), pki.rootCrl()];
    expect(verdictOf(withXmlTimeStamp(sealed, token), { authorities, revocations })).toEqual([['valid']]);
    expect(verdictOf(sealed, { authorities, revocations })).toEqual([['invalid', 'revoked']]);
  } finally {
    own.remove();
    await server.stop();
  }
}, 60_000);

test('a document of some megabytes is signed and checked in seconds', () => {
  const line = '<dòng số="1">Nguyễn Thị Hoà, Thái Nguyên</dòng>';
  const xml = `<a>${line.repeat(60_000)}<tệp>${'QUJD'.repeat(2_000_000)}</tệp></a>`;
  const started = performance.now();
  const sealed = signed(xml, pki);
  expect(verdictOf(sealed)).toEqual([['valid']]);
  expect(performance.now() - started).toBeLessThan(15_000);
});
