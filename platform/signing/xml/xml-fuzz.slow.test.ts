import { sign } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { DOMParser } from '@xmldom/xmldom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePki } from '../../../test/pki/make-pki.ts';
import type { Pki } from '../../../test/pki/make-pki.ts';
import { startPkiServer } from '../../../test/pki/pki-server.ts';
import { requestTimeStamp } from '../pki/time-stamp.ts';
import { invalidReasons, doubtReasons } from '../report.ts';
import { BadXml } from './bad-xml.ts';
import { checkXml } from './check-xml.ts';
import type { XmlReport } from './check-xml.ts';
import { addXmlEvidence, signatureValueImprintXml, withXmlTimeStamp } from './extend-xml.ts';
import { canonicalSignedInfo, prepareXml } from './prepare-xml.ts';
import { sealXml } from './seal-xml.ts';

let pki: Pki;
let full: string;
let authenticated: string[];
beforeAll(async () => {
  pki = await makePki();
  const server = await startPkiServer(pki);
  const { certificate, keyPem } = pki.holders.leader;
  const ready = prepareXml(document, { certificate, now: new Date(), signatureId: 'S', place: 'enveloped' });
  const sealed = sealXml(ready, sign('sha256', Buffer.from(canonicalSignedInfo(ready)), keyPem), [pki.authority]);
  const token = await requestTimeStamp(server.tsaUrl, signatureValueImprintXml(sealed), Buffer.alloc(16, 7));
  await server.stop();
  const evidence = { certificates: [pki.root], revocations: [pki.crl(), pki.rootCrl()] };
  full = addXmlEvidence(withXmlTimeStamp(sealed, token), evidence);
  authenticated = checkXml(full, trust()).signatures.flatMap(({ signedContents }) => signedContents);
}, 60_000);
afterAll(() => pki.remove());

const document =
  '<hs:hồSơ xmlns:hs="urn:ho-so" mã="H1"><!-- 1 --><hs:tên>Nguyễn Thị Hoà</hs:tên><hs:tiền đơn-vị="đồng">1000</hs:tiền><hs:ngày/></hs:hồSơ>';
const trust = () => ({ now: new Date(), authorities: pki.trusted, revocations: [] });

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

type Change = (xml: string, below: (below: number) => number) => string;

const pieces = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '/',
  '<!--',
  '-->',
  '<?x y?>',
  '<![CDATA[',
  ']]>',
  'xmlns',
  'xmlns=""',
  ' ',
  '\n',
  '0',
  'A',
  '=',
];
const parts = [
  '<a/>',
  '<!-- -->',
  '<ds:Object></ds:Object>',
  ' Id="S"',
  ' xmlns:ds="urn:a"',
  '<hs:tiền>9</hs:tiền>',
  '\u0301',
  '&#13;',
];

function cut(xml: string, below: (below: number) => number, most: number): [string, string, string] {
  const from = below(xml.length);
  const to = Math.min(xml.length, from + 1 + below(most));
  return [xml.slice(0, from), xml.slice(from, to), xml.slice(to)];
}

const changes: Record<string, Change> = {
  'a letter for another': (xml, below) => {
    const [before, , after] = cut(xml, below, 1);
    return before + String.fromCodePoint(32 + below(95)) + after;
  },
  'a bit of a letter': (xml, below) => {
    const [before, letter, after] = cut(xml, below, 1);
    return before + String.fromCharCode(letter.charCodeAt(0) ^ (1 << below(7))) + after;
  },
  'a piece taken away': (xml, below) => {
    const [before, , after] = cut(xml, below, 200);
    return before + after;
  },
  'a piece twice': (xml, below) => {
    const [before, piece, after] = cut(xml, below, 2000);
    return before + piece + piece + after;
  },
  'a piece moved': (xml, below) => {
    const [before, piece, after] = cut(xml, below, 500);
    const [left, , right] = cut(before + after, below, 1);
    return left + piece + right;
  },
  'a sign put in': (xml, below) => {
    const [before, kept, after] = cut(xml, below, 1);
    return before + (pieces[below(pieces.length)] ?? '') + kept + after;
  },
  'an element taken away, doubled or moved': (xml, below) => {
    const elements = [...xml.matchAll(/<([\w:]+)[^<>]*>[^<>]*<\/\1>/g)];
    const [one, other] = [elements[below(elements.length)], elements[below(elements.length)]];
    if (one === undefined || other === undefined) return xml;
    const without = below(2) === 0 ? xml : xml.slice(0, one.index) + xml.slice(one.index + one[0].length);
    return below(3) === 0 ? without : without.slice(0, other.index) + one[0] + without.slice(other.index);
  },
  'something put between': (xml, below) => {
    const places = [...xml.matchAll(/>|(?=<)|(?<=<[\w:]+)(?=[ >])/g)];
    const at = places[below(places.length)];
    if (at === undefined) return xml;
    return (
      xml.slice(0, at.index + at[0].length) + (parts[below(parts.length)] ?? '') + xml.slice(at.index + at[0].length)
    );
  },
  'a change of the signed part alone': (xml, below) => {
    const end = xml.indexOf('<ds:Signature');
    const at = below(end);
    return xml.slice(0, at) + (pieces[below(pieces.length)] ?? '') + xml.slice(at + below(3));
  },
};

/** What another parser sees beside the signature: names, attributes and texts. */
function seenByOther(xml: string): string {
  const { documentElement } = new DOMParser({ errorHandler: () => undefined }).parseFromString(xml, 'application/xml');
  const lines: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeName === 'ds:Signature' || node.nodeType === 8) return;
    const { attributes, namespaceURI, localName } = node as Element;
    const written = Array.from(attributes ?? [], (one) =>
      one.name.startsWith('xmlns') ? '' : `${one.name}=${one.value}`,
    );
    lines.push(
      node.nodeType === 1 ? `${namespaceURI} ${localName} ${written.toSorted().join(' ')}` : (node.nodeValue ?? ''),
    );
    for (let child = node.firstChild; child !== null; child = child.nextSibling) walk(child);
  };
  walk(documentElement);
  return lines.filter((line) => line !== '').join('\n');
}

test('the sample itself is valid', () => {
  expect(checkXml(full, trust())).toMatchObject({ isIntact: true, signatures: [{ level: 'B-LT' }] });
});

/** Whether a report is one that may be given for a changed text: known reasons, and valid only with the content as signed. */
function isHonest(xml: string, { signatures, isIntact }: XmlReport): boolean {
  const hasKnownReasons = signatures.every(({ findings }) => findings.every(({ reason }) => known.has(reason)));
  const contents = signatures.flatMap(({ signedContents }) => signedContents);
  const isAsSigned = isDeepStrictEqual(contents, authenticated) && seenByOther(xml) === seenByOther(full);
  return hasKnownReasons && (!isIntact || isAsSigned);
}

const known = new Set<string>([...invalidReasons, ...doubtReasons]);

describe('three hundred changes of a kind never make other content valid and never throw', () => {
  // Some changes are harmless, otherwise nothing would be said about what is called valid.
  const leastValid: Record<string, number> = { 'a sign put in': 5, 'a change of the signed part alone': 2 };

  test.each(Object.entries(changes))(
    '%s',
    (name, change) => {
      const below = chance(name.length);
      const dishonest: string[] = [];
      let valid = 0;
      for (let i = 0; i < 300; i += 1) {
        const xml = change(full, below);
        const report = checkXml(below(2) === 0 ? xml : Buffer.from(xml), trust());
        if (!isHonest(xml, report)) dishonest.push(xml);
        if (report.isIntact) valid += 1;
      }
      expect(dishonest).toEqual([]);
      expect(valid).toBeGreaterThanOrEqual(leastValid[name] ?? 0);
      expect(valid).toBeLessThan(200);
    },
    60_000,
  );

  test('whatever is cut off', () => {
    for (let length = 0; length < full.length; length += 61) {
      expect(checkXml(full.slice(0, length), trust()).isIntact).toBe(false);
    }
  });

  test('the bytes of the time stamp and the evidence', () => {
    const below = chance(7);
    const held = [...full.matchAll(/<xades:Encapsulated\w+>([^<]+)|<ds:X509Certificate>([^<]+)/g)].map(
      ([, a, b]) => a ?? b ?? '',
    );
    for (let i = 0; i < 300; i += 1) {
      const value = held[below(held.length)] ?? '';
      const bytes = Buffer.from(value, 'base64');
      bytes[below(bytes.length)] = below(256);
      const report = checkXml(full.replace(value, bytes.toString('base64')), trust());
      for (const { findings } of report.signatures)
        expect(findings.every(({ reason }) => known.has(reason))).toBe(true);
    }
  }, 60_000);
});

/** What a step makes of a text, or nothing where it refuses it as it should. */
function made<Result>(step: () => Result): Result | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof BadXml)) throw error;
    return undefined;
  }
}

test('what is prepared, sealed or extended from changed texts is refused with one kind of error or is sound', () => {
  const below = chance(3);
  const { certificate, keyPem } = pki.holders.leader;
  const kinds = Object.values(changes);
  const [wish, evidence] = [
    { certificate, now: new Date(), signatureId: 'T', place: 'enveloped' as const },
    { certificates: [pki.authority], revocations: [pki.crl()] },
  ];
  let sound = 0;
  for (let i = 0; i < 600; i += 1) {
    const xml = (kinds[below(kinds.length)] ?? ((one: string) => one))(below(2) === 0 ? document : full, below);
    const extended = made(() => addXmlEvidence(xml, evidence));
    expect(verdictsOf(extended ?? xml)).toEqual(verdictsOf(xml));
    const ready = made(() => prepareXml(xml, wish));
    if (ready === undefined) continue;
    const sealed = sealXml(ready, sign('sha256', Buffer.from(canonicalSignedInfo(ready)), keyPem), []);
    expect(verdictsOf(sealed)).toContain('valid');
    sound += 1;
  }
  expect(sound).toBeGreaterThan(30);
}, 60_000);

function verdictsOf(xml: string): string[] {
  const { signatures } = checkXml(xml, { ...trust(), revocations: [pki.crl(), pki.rootCrl()] });
  return signatures.map(({ verdict }) => verdict);
}
