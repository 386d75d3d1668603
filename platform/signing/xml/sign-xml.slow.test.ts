import { execFileSync } from 'node:child_process';
import { createHash, sign, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { makePki } from '../../../test/pki/make-pki.ts';
import type { HolderName, Pki } from '../../../test/pki/make-pki.ts';
import { startPkiServer } from '../../../test/pki/pki-server.ts';
import type { PkiServer } from '../../../test/pki/pki-server.ts';
import { requestTimeStamp } from '../pki/time-stamp.ts';
import { SigningRefused } from '../signer.ts';
import type { Trust } from '../trust.ts';
import { BadXml } from './bad-xml.ts';
import { checkXml } from './check-xml.ts';
import { addXmlEvidence, signatureValueImprintXml, withXmlTimeStamp } from './extend-xml.ts';
import { canonicalSignedInfo, prepareXml } from './prepare-xml.ts';
import type { PreparedXml, XmlWish } from './prepare-xml.ts';
import { sealXml } from './seal-xml.ts';
import type { Expected } from './signed-targets.ts';

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

const day = 86_400_000;
const now = new Date();
const simple = '<hồSơ mã="H1"><tên>Nguyễn Thị Hoà</tên></hồSơ>';
const axis = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';
const header = { localName: 'edXMLHeader', namespace: axis };
const body = { localName: 'edXMLBody', namespace: axis };
const envelope = `<edXML:edXMLEnvelope xmlns:edXML="${axis}">
  <edXML:edXMLHeader><edXML:MessageHeader><edXML:Subject>Về việc trả lời</edXML:Subject></edXML:MessageHeader></edXML:edXMLHeader>
  <edXML:edXMLBody Id="nội-dung"><edXML:edXMLManifest/></edXML:edXMLBody>
</edXML:edXMLEnvelope>`;

type Wish = Partial<XmlWish> & { by?: HolderName };

function prepared(xml: string, { by = 'leader', ...wish }: Wish = {}): PreparedXml {
  const { certificate } = pki.holders[by];
  const made = prepareXml(xml, { certificate, now, signatureId: 'chữ-ký-1', place: 'enveloped', ...wish });
  return JSON.parse(JSON.stringify(made)) as PreparedXml;
}

function signed(xml: string, wish: Wish = {}): string {
  const ready = prepared(xml, wish);
  const value = sign('sha256', Buffer.from(canonicalSignedInfo(ready)), pki.holders[wish.by ?? 'leader'].keyPem);
  return sealXml(ready, value, [pki.authority]);
}

async function stamped(xml: string, id?: string): Promise<string> {
  const token = await requestTimeStamp(server.tsaUrl, signatureValueImprintXml(xml, id), Buffer.alloc(16, 7));
  return withXmlTimeStamp(xml, token, id);
}

function kept(xml: string, id?: string): string {
  return addXmlEvidence(xml, { certificates: [pki.root, pki.authority], revocations: [pki.crl(), pki.rootCrl()] }, id);
}

function trust(parts: Partial<Trust> = {}): Trust {
  return { now: new Date(), authorities: pki.trusted, revocations: [pki.crl(), pki.rootCrl()], ...parts };
}

function checked(xml: string | Buffer, parts: Partial<Trust> = {}, expected?: Expected) {
  const { signatures, isIntact } = checkXml(xml, trust(parts), expected);
  const [report] = signatures;
  if (report === undefined) throw new Error('no signature');
  expect(isIntact).toBe(signatures.every(({ verdict }) => verdict === 'valid'));
  return { ...report, reasons: report.findings.map(({ reason }) => reason) };
}

/** Whether xmlsec1, which knows nothing of this program, takes all signatures of a document. */
function strangerTakes(xml: string, ids: readonly string[] = []): boolean {
  const file = join(pki.folder, 'mau.xml');
  writeFileSync(file, xml);
  const names = ['http://uri.etsi.org/01903/v1.3.2#:SignedProperties', ...ids].flatMap((name) => [
    '--id-attr:Id',
    name,
  ]);
  const words = ['--verify', '--enabled-reference-uris', 'empty,same-doc', ...names, '--trusted-pem'];
  try {
    execFileSync('xmlsec1', [...words, join(pki.folder, 'goc/ca.pem'), file], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

/** What xml-crypto, another stranger, believes of the first signature. */
function otherStrangerTakes(xml: string): boolean {
  const other = new SignedXml({ publicCert: pki.holders.leader.certificatePem });
  other.loadSignature(/<ds:Signature [\s\S]*?<\/ds:Signature>/.exec(xml)?.[0] ?? '');
  return other.checkSignature(xml);
}

const place = { signElementId: 'nội-dung', putInto: header };
const good: Record<string, { xml: string; wish?: Wish; ids?: string[]; expected?: Expected }> = {
  'one element': { xml: simple },
  'an element without content': { xml: '<a/>' },
  'an element without content and with a space': { xml: '<a b="1" />' },
  'a default namespace': { xml: '<a xmlns="urn:ho-so"><b/></a>' },
  'a default namespace that is that of signatures': { xml: '<a xmlns="http://www.w3.org/2000/09/xmldsig#"><b/></a>' },
  'the prefixes of signatures for something else': {
    xml: '<ds:a xmlns:ds="urn:a" xmlns:xades="urn:b"><xades:b/></ds:a>',
  },
  'accents that are not composed': {
    xml: `<a b="Đỗ Thị Ngọc">${'Nguyễn Thị Hoà, phường Chợ Rã'.normalize('NFD')}</a>`,
  },
  'letters beyond the first plane': { xml: '<a>𡨸喃 👍</a>' },
  'references and CDATA': { xml: '<a b="&#10;&quot;&lt;">&amp;&#13;<![CDATA[<b>&amp;</b>]]></a>' },
  'comments between elements': { xml: '<!-- 1 --><a><!-- 2 --><b/><!-- 3 --></a><!-- 4 -->' },
  instructions: { xml: '<?xml-stylesheet href="a.xsl"?>\n<a><?b c?></a>\n<?d?>' },
  'other line ends': { xml: '<?xml version="1.0" encoding="utf-8"?>\r\n<a b="1\r\n2">\r\n<b/>\r\r</a>\r\n' },
  'attributes of xml': { xml: '<a xml:lang="vi" xml:space="preserve"> <b xml:lang="en"/></a>' },
  'the national document axis': { xml: envelope, wish: { place: { putInto: header } } },
  'one element, signed from elsewhere': { xml: envelope, wish: { place }, ids: [`${axis}:edXMLBody`], expected: body },
  'one element, signed from inside': {
    xml: envelope,
    wish: { place: { signElementId: 'nội-dung', putInto: body } },
    ids: [`${axis}:edXMLBody`],
    expected: body,
  },
  'a part of the element that is signed': { xml: envelope, wish: { place: { putInto: header } }, expected: body },
};

describe('a signature over', () => {
  test.each(Object.entries(good))(
    '%s is valid, also for strangers, and nothing else is changed',
    (_name, { xml, wish, ids, expected }) => {
      const sealed = signed(xml, wish);
      expect(checked(sealed, {}, expected)).toMatchObject({
        verdict: 'valid',
        findings: [],
        level: 'B-B',
        profile: 'xades',
      });
      expect(checked(Buffer.from(sealed), {}, expected).verdict).toBe('valid');
      expect(strangerTakes(sealed, ids)).toBe(true);
      const without = sealed.replace(/<ds:Signature [\s\S]*<\/ds:Signature>/, '');
      expect([xml, xml.replace(/<(\S+?)( [^<>]*?)?\/>/, '<$1$2></$1>')]).toContain(without);
    },
  );

  test('what was signed comes back as canonical text, with all accents', () => {
    const name = 'Nguyễn Thị Hoà'.normalize('NFD');
    expect(checked(signed(`<a><!-- x --><tên  >${name}</tên></a>`)).signedContents).toEqual([
      `<a><tên>${name}</tên></a>`,
    ]);
  });

  test('another library agrees', () => {
    expect(otherStrangerTakes(signed('<a xmlns="urn:a"><b c="1"/></a>'))).toBe(true);
    expect(otherStrangerTakes(signed(envelope, { place: { putInto: header } }))).toBe(true);
  });

  test('the report says who, when and how', () => {
    const report = checked(signed(simple));
    expect(report.signer?.commonName).toBe('Nguyễn Thị Thử Ký');
    expect(report.chain.map(({ commonName }) => commonName).at(-1)).toBe('Gốc thử nghiệm');
    expect(report.claimedAt?.getTime()).toBe(Math.floor(now.getTime() / 1000) * 1000);
    expect(report.algorithm).toBe('RSA-SHA256');
    expect(report.provenAt).toBeNull();
    expect(report.evidence.length).toBe(2);
  });

  test('the digest is that of the canonical SignedInfo', () => {
    const ready = prepared(simple);
    const digest = createHash('sha256').update(canonicalSignedInfo(ready)).digest('base64');
    expect(ready.digest).toBe(digest);
  });
});

describe('levels', () => {
  test('a time stamp over the value proves the time', async () => {
    const xml = await stamped(signed(simple));
    const report = checked(xml);
    expect(report).toMatchObject({ verdict: 'valid', level: 'B-T' });
    expect(Math.abs((report.provenAt?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(report.timeStamps.length).toBe(1);
    expect(strangerTakes(xml)).toBe(true);
  });

  test('sealing takes a time stamp along, and refuses one of something else', async () => {
    const ready = prepared(simple);
    const value = sign('sha256', Buffer.from(canonicalSignedInfo(ready)), pki.holders.leader.keyPem);
    const imprint = signatureValueImprintXml(sealXml(ready, value, []));
    const token = await requestTimeStamp(server.tsaUrl, imprint, Buffer.alloc(16, 7));
    expect(checked(sealXml(ready, value, [pki.authority], token)).level).toBe('B-T');
    const other = await requestTimeStamp(server.tsaUrl, createHash('sha256').update('x').digest(), Buffer.alloc(16, 7));
    expect(() => sealXml(ready, value, [], other)).toThrow(BadXml);
    expect(() => sealXml(ready, value, [], Buffer.from('no token'))).toThrow(BadXml);
  });

  test('with its evidence a signature holds without anything else, years later', async () => {
    const xml = kept(await stamped(signed(simple)));
    expect(strangerTakes(xml)).toBe(true);
    expect(checked(xml, { revocations: [] })).toMatchObject({ verdict: 'valid', level: 'B-LT' });
    const later = new Date(Date.now() + 800 * day);
    expect(checked(xml, { revocations: [], now: later })).toMatchObject({ verdict: 'valid', level: 'B-LT' });
    expect(checked(signed(simple), { now: later }).reasons).toContain('time_unproven');
  });

  test('evidence that is there stays and is not put in twice', async () => {
    const once = kept(await stamped(signed(simple)));
    expect(kept(once).length).toBe(once.length);
    expect(addXmlEvidence(once, { certificates: [], revocations: [] }).length).toBe(once.length);
    const more = addXmlEvidence(once, { certificates: [pki.strangerRoot], revocations: [] });
    expect(more.match(/EncapsulatedX509Certificate>/g)?.length).toBe(4);
    expect(more.match(/<xades:CertificateValues/g)?.length).toBe(1);
    expect(checked(more, { revocations: [] }).level).toBe('B-LT');
  });

  test('a time stamp that was changed or belongs to another signature makes it invalid', async () => {
    const [one, other] = [await stamped(signed(simple)), await stamped(signed(simple, { by: 'agency' }))];
    const token = (xml: string) => /<xades:EncapsulatedTimeStamp>([^<]*)/.exec(xml)?.[1] ?? '';
    expect(checked(one.replace(token(one), token(other))).reasons).toEqual(['time_stamp_wrong']);
    const bytes = Buffer.from(token(one), 'base64');
    bytes[bytes.length - 5] = (bytes.at(-5) ?? 0) ^ 1;
    expect(checked(one.replace(token(one), bytes.toString('base64'))).reasons).toEqual(['time_stamp_wrong']);
  });

  test('a signature without properties takes neither time stamp nor evidence', () => {
    const plain = signed(simple).replace(/<ds:Object>.*<\/ds:Object>/, '');
    expect(() => signatureValueImprintXml(plain)).toThrow(BadXml);
    expect(() => kept(plain)).toThrow(BadXml);
    expect(() => kept(simple)).toThrow(BadXml);
  });
});

describe('certificates', () => {
  const cases: [HolderName, string, string][] = [
    ['expired', 'in_doubt', 'time_unproven'],
    ['notYet', 'invalid', 'not_yet_valid'],
    ['revoked', 'invalid', 'revoked'],
    ['wrongPurpose', 'invalid', 'wrong_purpose'],
    ['timeStamp', 'invalid', 'wrong_purpose'],
    ['stranger', 'in_doubt', 'authority_unknown'],
  ];
  test.each(cases)('one that is %s is told', (by, verdict, reason) => {
    const report = checked(signed(simple, { by }));
    expect(report.verdict).toBe(verdict);
    expect(report.reasons).toContain(reason);
    expect(report.signedContents).toEqual([]);
  });

  test('without a revocation answer nobody can tell', () => {
    expect(checked(signed(simple), { revocations: [] })).toMatchObject({
      verdict: 'in_doubt',
      reasons: expect.arrayContaining(['revocation_unknown']) as unknown,
    });
  });

  test('a certificate put in the place of the signer’s is refused', () => {
    const xml = signed(simple);
    const held = (name: HolderName) => pki.holders[name].certificate.der.toString('base64');
    for (const other of ['agency', 'stranger', 'otherSubject'] as const) {
      const report = checked(xml.replace(held('leader'), held(other)));
      expect(report.reasons).toEqual(['certificate_not_named']);
      expect(report.signer).toBeNull();
    }
    expect(
      checked(
        xml
          .replace(held('leader'), `${held('agency')}`)
          .replace('<ds:X509Data>', `<ds:X509Data><ds:X509Certificate>${held('leader')}</ds:X509Certificate>`),
      ).verdict,
    ).toBe('valid');
  });

  test('a signature by another key that names the certificate is wrong', () => {
    const ready = prepared(simple);
    const canonical = Buffer.from(canonicalSignedInfo(ready));
    const [right, wrong] = [pki.holders.leader.keyPem, pki.holders.stranger.keyPem].map((key) =>
      sign('sha256', canonical, key),
    );
    const xml = sealXml(ready, right ?? Buffer.alloc(0), [pki.authority]);
    const report = checked(xml.replace(right?.toString('base64') ?? '', wrong?.toString('base64') ?? ''));
    expect(report.reasons).toEqual(['signature_wrong']);
  });

  test('a bare key is nobody’s signature', () => {
    const { n, e } = new X509Certificate(pki.holders.leader.certificatePem).publicKey.export({ format: 'jwk' });
    const key = (text = '') => Buffer.from(text, 'base64url').toString('base64');
    const value = `<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${key(n)}</ds:Modulus><ds:Exponent>${key(e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>`;
    const xml = signed(simple).replace(/<ds:X509Data>.*<\/ds:X509Data>/, value);
    expect(checked(xml).reasons).toEqual(['malformed']);
  });

  test('a certificate that cannot be read is malformed', () => {
    const xml = signed(simple).replace(/(<ds:X509Certificate>)[^<]*/, '$1AAAA');
    expect(checked(xml).reasons).toEqual(['malformed']);
  });
});

describe('changes', () => {
  test('one character of the content', () => {
    const xml = signed(simple);
    for (const [from, to] of [
      ['Hoà', 'Hòa'],
      ['H1', 'H2'],
      ['<tên>', '<tên mới="">'],
    ] as const) {
      const changed = xml.replace(from, to);
      expect(checked(changed).reasons).toEqual(['content_changed']);
      expect(strangerTakes(changed)).toBe(false);
    }
    expect(checked(xml.replace('Hoà', 'Hoà'.normalize('NFD'))).reasons).toEqual(['content_changed']);
  });

  test('the signed properties', () => {
    const xml = signed(simple);
    const changes: [RegExp, string, string][] = [
      [/(<xades:SigningTime>)\d{4}/, '$12001', 'content_changed'],
      [/text\/xml/, 'text/plain', 'content_changed'],
      [/<xades:SigningCertificateV2>.*<\/xades:SigningCertificateV2>/, '', 'content_changed'],
      [/<xades:SignedProperties.*<\/xades:SignedProperties>/, '', 'malformed'],
      [/<ds:Object>.*<\/ds:Object>/, '', 'content_changed'],
      [/ Target="[^"]*"/, ' Target="#other"', 'malformed'],
      [/ Target="[^"]*"/, '', 'malformed'],
    ];
    for (const [from, to, reason] of changes) {
      const changed = xml.replace(from, to);
      expect(changed).not.toBe(xml);
      expect(checked(changed).reasons).toContain(reason);
      expect(checked(changed).verdict).toBe('invalid');
    }
  });

  test('the SignedInfo', () => {
    const xml = signed(simple);
    const changes: [string | RegExp, string][] = [
      ['rsa-sha256', 'rsa-sha1'],
      [/ Id="[^"]*-content"/, ''],
      [/<ds:Reference Type=.*?<\/ds:Reference>/, ''],
      [/<ds:Transform Algorithm="[^"]*enveloped-signature"><\/ds:Transform>/, ''],
    ];
    for (const [from, to] of changes) {
      const changed = xml.replace(from, to);
      expect(changed).not.toBe(xml);
      expect(checked(changed).verdict).toBe('invalid');
    }
  });

  test('the value', () => {
    const xml = signed(simple);
    expect(checked(xml.replace(/(<ds:SignatureValue[^>]*>)[^<]{4}/, '$1AAAA')).reasons).toEqual(['signature_wrong']);
    expect(checked(xml.replace(/(<ds:SignatureValue[^>]*>)[^<]*/, '$1AAAA')).reasons).toEqual(['signature_wrong']);
    expect(checked(xml.replace(/(<ds:SignatureValue[^>]*>)[^<]*/, '$1')).reasons).toEqual(['malformed']);
    expect(checked(xml.replace(/(<ds:SignatureValue[^>]*>)/, '$1=')).reasons).toEqual(['malformed']);
  });

  test('line breaks in Base64 and between the parts of a signature change nothing but what is signed', () => {
    const xml = signed(simple);
    const broken = xml
      .replace(/(<ds:X509Certificate>[^<]{76})/, '$1&#13;\n  ')
      .replace('<ds:KeyInfo>', '\n\t<ds:KeyInfo>\n');
    expect(checked(broken).verdict).toBe('valid');
    expect(checked(xml.replace('<ds:SignatureMethod', '\n<ds:SignatureMethod')).reasons).toEqual(['signature_wrong']);
  });
});

describe('several signatures', () => {
  const places = (id: string): Wish => ({ place, signatureId: id });

  test('two sign the same element, both grow to the level with evidence', async () => {
    const two = signed(signed(envelope, places('A')), { ...places('B'), by: 'agency' });
    expect(strangerTakes(two, [`${axis}:edXMLBody`])).toBe(true);
    const full = kept(await stamped(kept(await stamped(two, 'A'), 'A'), 'B'), 'B');
    const report = checkXml(full, trust({ revocations: [] }), body);
    expect(report.isIntact).toBe(true);
    expect(report.signatures.map(({ level, signer }) => [level, signer?.commonName])).toEqual([
      ['B-LT', 'Nguyễn Thị Thử Ký'],
      ['B-LT', 'Ủy ban nhân dân xã Thử Nghiệm'],
    ]);
    expect(() => signatureValueImprintXml(full)).toThrow(BadXml);
  });

  test('the second covers the first, which then cannot grow any more', async () => {
    const one = await stamped(signed(envelope, places('A')));
    const two = signed(one, {
      signatureId: 'B',
      by: 'agency',
      place: { putInto: { ...body, localName: 'edXMLEnvelope' } },
    });
    expect(checkXml(two, trust(), body).signatures.map(({ verdict }) => verdict)).toEqual(['valid', 'valid']);
    expect(() => kept(two, 'A')).toThrow(BadXml);
    expect(checkXml(kept(two, 'B'), trust(), body).isIntact).toBe(true);
  });

  test('one that is broken is told beside one that holds', () => {
    const two = signed(signed(envelope, places('A')), { ...places('B'), by: 'agency' });
    const broken = two.replace(/(Id="A".*?<ds:SignatureValue[^>]*>)[^<]{4}/s, '$1AAAA');
    const report = checkXml(broken, trust(), body);
    expect(report.isIntact).toBe(false);
    expect(report.signatures.map(({ verdict }) => verdict).toSorted()).toEqual(['invalid', 'valid']);
  });

  test('a document without a signature is not intact', () => {
    expect(checkXml(simple, trust())).toEqual({ format: 'xades', signatures: [], isIntact: false });
  });
});

describe('what is not prepared', () => {
  const oneElement = (localName: string) => ({ localName, namespace: '' });
  const refused: Record<string, { xml: () => string; wish?: Wish }> = {
    'a text that is no XML': { xml: () => '<a>' },
    'a place in a document that is signed as a whole already': {
      xml: () => signed(simple),
      wish: { signatureId: 'S2' },
    },
    'an Id that is taken': { xml: () => '<a ID="chữ-ký-1"/>' },
    'an Id of which a part of the signature would make one that is taken': { xml: () => '<a id="chữ-ký-1-value"/>' },
    'an Id that is a number': { xml: () => simple, wish: { signatureId: '1' } },
    'an Id that ends its tag': { xml: () => simple, wish: { signatureId: '"/>' } },
    'an element that is not there': { xml: () => envelope, wish: { place: { ...place, signElementId: 'khác' } } },
    'an element that is there twice': {
      xml: () => envelope.replace('<edXML:edXMLManifest/>', '<edXML:edXMLManifest id="nội-dung"/>'),
      wish: { place },
    },
    'a place that is not there': { xml: () => envelope, wish: { place: { putInto: oneElement('khác') } } },
    'a place that is there twice': { xml: () => '<a><b/><b/></a>', wish: { place: { putInto: oneElement('b') } } },
    'a value with a comment inside': { xml: () => '<a><b>1<!-- -->000</b></a>' },
    'an element alone where a style sheet stands before it': {
      xml: () => '<?xml-stylesheet?><a Id="a"/>',
      wish: { place: { signElementId: 'a', putInto: oneElement('a') } },
    },
  };
  test.each(Object.entries(refused))('%s', (_name, { xml, wish }) => {
    expect(() => prepared(xml(), wish)).toThrow(BadXml);
  });
});

test('a value of another key, or of other content, is not put in', () => {
  const ready = prepared(simple);
  const canonical = Buffer.from(canonicalSignedInfo(ready));
  const values = [
    sign('sha256', canonical, pki.holders.agency.keyPem),
    sign('sha1', canonical, pki.holders.leader.keyPem),
    Buffer.alloc(256),
    Buffer.alloc(0),
  ];
  for (const value of values) expect(() => sealXml(ready, value, [])).toThrow(SigningRefused);
});

describe('a text that cannot be checked is malformed', () => {
  const ds = 'http://www.w3.org/2000/09/xmldsig#';
  const texts: Record<string, () => string | Buffer> = {
    nothing: () => '',
    'no XML': () => '%PDF-1.7',
    'an element left open': () => '<a><b></a>',
    'an entity bomb': () => `<!DOCTYPE a [<!ENTITY b "${'b'.repeat(1000)}">]><a>${'&b;'.repeat(1000)}</a>`,
    'too deep': () => '<a>'.repeat(100_000),
    'too large': () => Buffer.alloc(40 * 1024 * 1024, 'a'),
    'bytes that are no letters': () => Buffer.from([0x3c, 0xff, 0xfe, 0x00]),
    'more signatures than anybody makes': () => `<a>${`<Signature xmlns="${ds}"/>`.repeat(1000)}</a>`,
    'an empty signature': () => `<a><Signature xmlns="${ds}"/></a>`,
    'a signature as the document': () =>
      `<Signature xmlns="${ds}"><SignedInfo/><SignatureValue/><KeyInfo/></Signature>`,
  };
  test.each(Object.entries(texts))('%s', (_name, make) => {
    const report = checked(make());
    expect(report).toMatchObject({ verdict: 'invalid', reasons: ['malformed'], signer: null, signedContents: [] });
  });

  test('a signature that makes canonical XML without end', () => {
    const xml = signed(`<a xmlns:p="urn:${'x'.repeat(900)}"><b/></a>`);
    const large = checked(xml.replace('<b/>', '<p:b/>'.repeat(160_000)));
    expect(large.reasons).toEqual(['malformed']);
  });
});
