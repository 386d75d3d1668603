import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePki } from '../../../test/pki/make-pki.ts';
import type { HolderName, Pki } from '../../../test/pki/make-pki.ts';
import type { Trust } from '../trust.ts';
import { checkXml } from './check-xml.ts';
import type { Expected } from './signed-targets.ts';

let pki: Pki;
beforeAll(async () => {
  pki = await makePki();
}, 60_000);
afterAll(() => pki.remove());

const ds = 'http://www.w3.org/2000/09/xmldsig#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const axis = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';

type Template = {
  method?: string;
  canonicalisation?: string;
  references?: string[];
  objects?: string;
  keyInfo?: string;
};

function reference(parts: { uri?: string; transforms?: string; digest?: string; more?: string } = {}): string {
  const {
    uri = 'URI=""',
    transforms = `<Transform Algorithm="${ds}enveloped-signature"/><Transform Algorithm="${exclusive}"/>`,
  } = parts;
  return `<Reference ${uri} ${parts.more ?? ''}><Transforms>${transforms}</Transforms><DigestMethod Algorithm="${parts.digest ?? sha256}"/><DigestValue/></Reference>`;
}

function template(parts: Template = {}): string {
  const { method = `${more}rsa-sha256`, canonicalisation = `<CanonicalizationMethod Algorithm="${exclusive}"/>` } =
    parts;
  return `<Signature xmlns="${ds}" Id="S"><SignedInfo>${canonicalisation}<SignatureMethod Algorithm="${method}"/>${(parts.references ?? [reference()]).join('')}</SignedInfo><SignatureValue/><KeyInfo>${parts.keyInfo ?? '<X509Data/>'}</KeyInfo>${parts.objects ?? ''}</Signature>`;
}

/** A national document (QCVN 102:2016) with a signature in its header, to be filled in. */
function envelope(signature: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<edXML:edXMLEnvelope xmlns:edXML="${axis}">
  <edXML:edXMLHeader><edXML:MessageHeader><edXML:Subject>Về việc trả lời</edXML:Subject></edXML:MessageHeader>
  ${signature}</edXML:edXMLHeader>
  <edXML:edXMLBody Id="body"><edXML:edXMLManifest/></edXML:edXMLBody>
</edXML:edXMLEnvelope>`;
}

/** Has xmlsec1 sign a template with the key of a holder. */
function foreign(xml: string, by: HolderName = 'leader', ids: readonly string[] = []): string {
  const [file, key, certificate, above, out] = ['mau.xml', `${by}.key`, `${by}.pem`, 'cap/ca.pem', 'ra.xml'].map(
    (name) => join(pki.folder, name),
  );
  writeFileSync(file ?? '', xml);
  const names = [`${axis}:edXMLBody`, ...ids].flatMap((name) => ['--id-attr:Id', name]);
  const words = [
    '--sign',
    ...names,
    '--privkey-pem',
    `${key},${certificate},${above}`,
    '--output',
    out ?? '',
    file ?? '',
  ];
  return execFileSync('xmlsec1', words, { stdio: 'pipe' }).toString() + execFileSync('cat', [out ?? '']).toString();
}

function checked(xml: string, expected?: Expected, parts: Partial<Trust> = {}) {
  const trust = { now: new Date(), authorities: pki.trusted, revocations: [pki.crl(), pki.rootCrl()], ...parts };
  const { signatures } = checkXml(xml, trust, expected);
  const [report] = signatures;
  if (report === undefined) throw new Error('no signature');
  return { ...report, reasons: report.findings.map(({ reason }) => reason) };
}

const body = { localName: 'edXMLBody', namespace: axis };

describe('a plain signature of the national document axis', () => {
  test('is valid and says of itself that it is plain', () => {
    const report = checked(foreign(envelope(template())));
    expect(report).toMatchObject({ verdict: 'valid', findings: [], format: 'xades', profile: 'xmldsig', level: 'B-B' });
    expect(report).toMatchObject({ algorithm: 'RSA-SHA256', claimedAt: null, provenAt: null });
    expect(report.signer?.commonName).toBe('Nguyễn Thị Thử Ký');
  });

  test('with SHA-1 is valid, shows it and stays at the lowest level', () => {
    const old = { method: `${ds}rsa-sha1`, references: [reference({ digest: `${ds}sha1` })] };
    expect(checked(foreign(envelope(template(old))))).toMatchObject({
      verdict: 'valid',
      algorithm: 'RSA-SHA1',
      level: 'B-B',
    });
    const mixed = template({ references: [reference({ digest: `${ds}sha1` })] });
    expect(checked(foreign(envelope(mixed)))).toMatchObject({ verdict: 'valid', algorithm: 'RSA-SHA256, SHA1' });
  });

  test('over the body alone is valid for who expects the body, and for nobody else', () => {
    const xml = foreign(
      envelope(
        template({
          references: [reference({ uri: 'URI="#body"', transforms: `<Transform Algorithm="${exclusive}"/>` })],
        }),
      ),
    );
    expect(checked(xml, body).verdict).toBe('valid');
    expect(checked(xml).reasons).toEqual(['not_all_covered']);
    expect(checked(xml, { localName: 'MessageHeader', namespace: axis }).reasons).toEqual(['not_all_covered']);
    expect(checked(xml, { localName: 'edXMLBody', namespace: '' }).reasons).toEqual(['not_all_covered']);
  });

  test('with a bare key beside the certificate is valid, with the key alone it is not', () => {
    expect(checked(foreign(envelope(template({ keyInfo: '<KeyValue/><X509Data/>' })))).verdict).toBe('valid');
    expect(checked(foreign(envelope(template({ keyInfo: '<KeyValue/>' })))).reasons).toEqual(['malformed']);
  });

  test('by a certificate that does not hold is told', () => {
    expect(checked(foreign(envelope(template()), 'expired')).reasons).toEqual(['time_unproven']);
    expect(checked(foreign(envelope(template()), 'revoked')).reasons).toEqual(['revoked']);
    expect(checked(foreign(envelope(template()), 'stranger')).reasons).toContain('authority_unknown');
  });

  test('with another certificate for the key put in is still told by its own chain', () => {
    const xml = foreign(envelope(template()));
    const held = (name: HolderName) => pki.holders[name].certificate.der.toString('base64');
    const plain = xml.replace(/\s+(?=[A-Za-z0-9+/=\s]*<\/X509Certificate>)/g, '');
    expect(checked(plain.replace(held('leader'), held('agency'))).reasons).toEqual(['signature_wrong']);
  });
});

describe('other forms that are accepted', () => {
  const forms: Record<string, Template> = {
    'inclusive canonical XML': {
      canonicalisation: `<CanonicalizationMethod Algorithm="${inclusive}"/>`,
      references: [
        reference({
          transforms: `<Transform Algorithm="${ds}enveloped-signature"/><Transform Algorithm="${inclusive}"/>`,
        }),
      ],
    },
    'canonical XML with comments': {
      canonicalisation: `<CanonicalizationMethod Algorithm="${inclusive}#WithComments"/>`,
      references: [
        reference({
          transforms: `<Transform Algorithm="${ds}enveloped-signature"/><Transform Algorithm="${exclusive}WithComments"/>`,
        }),
      ],
    },
    'no canonical form named': {
      references: [reference({ transforms: `<Transform Algorithm="${ds}enveloped-signature"/>` })],
    },
    'a list of prefixes': {
      canonicalisation: `<CanonicalizationMethod Algorithm="${exclusive}"><ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="edXML #default"/></CanonicalizationMethod>`,
      references: [
        reference({
          transforms: `<Transform Algorithm="${ds}enveloped-signature"/><Transform Algorithm="${exclusive}"><ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="edXML xml"/></Transform>`,
        }),
      ],
    },
    'two references': {
      references: [reference(), reference({ uri: 'URI="#body"', transforms: `<Transform Algorithm="${inclusive}"/>` })],
    },
  };
  test.each(Object.entries(forms))('%s', (_name, parts) => {
    const xml = foreign(
      envelope(template(parts)).replace('<edXML:edXMLManifest/>', '<!-- a --><x xml:lang="vi" xmlns:q="urn:q"/>'),
    );
    expect(checked(xml)).toMatchObject({ verdict: 'valid', findings: [] });
    expect(checked(xml.replace('Về việc', 'Về chuyện')).reasons).toContain('content_changed');
  });

  test('XAdES in the older form with SigningCertificate', () => {
    const certificate = pki.holders.leader.certificate.der;
    const properties = (digest: Buffer, algorithm: string) =>
      `<Object><xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Target="#S"><xades:SignedProperties Id="P"><xades:SignedSignatureProperties><xades:SigningTime>2026-11-20T09:00:00+07:00</xades:SigningTime><xades:SigningCertificate><xades:Cert><xades:CertDigest><DigestMethod Algorithm="${algorithm}"/><DigestValue>${digest.toString('base64')}</DigestValue></xades:CertDigest><xades:IssuerSerial><X509IssuerName>CN=a</X509IssuerName><X509SerialNumber>1</X509SerialNumber></xades:IssuerSerial></xades:Cert></xades:SigningCertificate></xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></Object>`;
    const references = [
      reference(),
      reference({
        uri: 'URI="#P"',
        more: 'Type="http://uri.etsi.org/01903#SignedProperties"',
        transforms: `<Transform Algorithm="${inclusive}"/>`,
      }),
    ];
    const sign = (objects: string) =>
      checked(
        foreign(envelope(template({ references, objects })), 'leader', [
          'http://uri.etsi.org/01903/v1.3.2#:SignedProperties',
        ]),
      );
    const sha1 = createHash('sha1').update(certificate).digest();
    const report = sign(properties(sha1, `${ds}sha1`));
    expect(report).toMatchObject({ verdict: 'valid', findings: [], profile: 'xades', algorithm: 'RSA-SHA256' });
    expect(report.claimedAt).toEqual(new Date('2026-11-20T02:00:00Z'));
    expect(sign(properties(Buffer.alloc(20), `${ds}sha1`)).reasons).toEqual(['certificate_not_named']);
    const other = createHash('sha256').update(pki.holders.agency.certificate.der).digest();
    expect(sign(properties(other, sha256)).reasons).toEqual(['certificate_not_named']);
  });
});

describe('what is refused although its signer made it so', () => {
  const xpath =
    '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><XPath>not(ancestor-or-self::*[local-name()="Subject"])</XPath></Transform>';
  const filter =
    '<Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"><XPath xmlns="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">//*[local-name()="Subject"]</XPath></Transform>';
  const xslt =
    '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><a/></xsl:template></xsl:stylesheet></Transform>';
  const enveloped = `<Transform Algorithm="${ds}enveloped-signature"/>`;
  const cases: Record<string, { parts: Template; reason: string }> = {
    XPath: { parts: { references: [reference({ transforms: `${enveloped}${xpath}` })] }, reason: 'malformed' },
    'an XPath filter': {
      parts: { references: [reference({ transforms: `${enveloped}${filter}` })] },
      reason: 'malformed',
    },
    XSLT: { parts: { references: [reference({ transforms: `${enveloped}${xslt}` })] }, reason: 'malformed' },
    Base64: {
      parts: { references: [reference({ transforms: `${enveloped}<Transform Algorithm="${ds}base64"/>` })] },
      reason: 'malformed',
    },
    'two canonical forms': {
      parts: {
        references: [
          reference({
            transforms: `${enveloped}<Transform Algorithm="${exclusive}"/><Transform Algorithm="${inclusive}"/>`,
          }),
        ],
      },
      reason: 'malformed',
    },
    'a pointer': { parts: { references: [reference({ uri: 'URI="#xpointer(/)"' })] }, reason: 'malformed' },
    'a pointer to an Id': {
      parts: { references: [reference({ uri: `URI="#xpointer(id('body'))"` })] },
      reason: 'malformed',
    },
    'no address': { parts: { references: [reference({ uri: '' })] }, reason: 'malformed' },
    'another file': {
      parts: {
        references: [
          reference(),
          reference({ uri: 'URI="file:///etc/hostname"', transforms: `<Transform Algorithm="${ds}base64"/>` }),
        ],
      },
      reason: 'malformed',
    },
    'SHA-512': { parts: { method: `${more}rsa-sha512` }, reason: 'malformed' },
    MD5: { parts: { references: [reference({ digest: `${more}md5` })] }, reason: 'algorithm_weak' },
    'RSA with MD5': { parts: { method: `${more}rsa-md5` }, reason: 'algorithm_weak' },
    'a shared secret': { parts: { method: `${ds}hmac-sha1` }, reason: 'algorithm_weak' },
    'an object with something signed in it': {
      parts: {
        objects: '<Object Id="O"><a xmlns=""/></Object>',
        references: [reference(), reference({ uri: 'URI="#O"' })],
      },
      reason: 'malformed',
    },
    'a manifest': {
      parts: { objects: `<Object><Manifest Id="M">${reference()}</Manifest></Object>` },
      reason: 'malformed',
    },
    'a key from elsewhere': { parts: { keyInfo: '<X509Data/><RetrievalMethod URI="#K"/>' }, reason: 'malformed' },
    'a comment in the signature': { parts: { keyInfo: '<!-- --><X509Data/>' }, reason: 'malformed' },
  };
  test.each(Object.entries(cases))('%s', (_name, { parts, reason }) => {
    const unsigned = envelope(template(parts));
    const filled = unsigned
      .replace(/<(Digest|Signature)Value\/>/g, '<$1Value>AAAA</$1Value>')
      .replace(
        '<X509Data/>',
        `<X509Data><X509Certificate>${pki.holders.leader.certificate.der.toString('base64')}</X509Certificate></X509Data>`,
      );
    expect(checked(filled).reasons).toContain(reason);
    expect(checked(signedOr(unsigned, filled)).verdict).toBe('invalid');
  });

  /** Some of these not even xmlsec1 signs. */
  function signedOr(unsigned: string, filled: string): string {
    try {
      return foreign(unsigned);
    } catch {
      return filled;
    }
  }
});
