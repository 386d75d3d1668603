import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { mssNamespace, soapNamespace } from './mss-names.ts';
import { apTransIdOf, receiptRequest, signatureRequest, statusRequest } from './mss-requests.ts';
import { childrenOf, readXml, requireChild, textOf } from './read-xml.ts';

const parties = { apId: 'http://cua-so.invalid/ap', apPassword: 'p&"<w>', msspId: 'http://mssp.invalid' };
const now = new Date('2026-11-23T02:00:00Z');
const exchange = { apTransId: '_t1', msisdn: '84912345678', now };
const what = {
  digest: Buffer.alloc(32, 7),
  display: 'Giấy phép',
  validUntil: new Date('2026-11-23T02:05:00.500Z'),
  signs: 'digest' as const,
  signatureProfile: 'http://mssp.invalid/profile',
  format: `${mssNamespace}PKCS1`,
};

test('a signature request is the message of TS 102 204, section 8.2, in SOAP 1.2', () => {
  expect(signatureRequest(parties, exchange, what).replaceAll('><', '>\n<').split('\n').slice(2, -2)).toEqual([
    '<env:Body>',
    '<MSS_Signature>',
    '<mss:MSS_SignatureReq MajorVersion="1" MinorVersion="1" MessagingMode="asynchClientServer" ValidityDate="2026-11-23T02:05:00.500Z" TimeOut="300">',
    '<mss:AP_Info AP_ID="http://cua-so.invalid/ap" AP_TransID="_t1" AP_PWD="p&amp;&quot;&lt;w&gt;" Instant="2026-11-23T02:00:00.000Z">',
    '</mss:AP_Info>',
    '<mss:MSSP_Info>',
    '<mss:MSSP_ID>',
    '<mss:URI>http://mssp.invalid</mss:URI>',
    '</mss:MSSP_ID>',
    '</mss:MSSP_Info>',
    '<mss:MobileUser>',
    '<mss:MSISDN>84912345678</mss:MSISDN>',
    '</mss:MobileUser>',
    '<mss:DataToBeSigned MimeType="application/octet-stream" Encoding="base64">BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=</mss:DataToBeSigned>',
    '<mss:DataToBeDisplayed MimeType="text/plain" Encoding="UTF-8">Giấy phép',
    'Mã kiểm tra: 1063</mss:DataToBeDisplayed>',
    '<mss:SignatureProfile>',
    '<mss:mssURI>http://mssp.invalid/profile</mss:mssURI>',
    '</mss:SignatureProfile>',
    '<mss:MSS_Format>',
    '<mss:mssURI>http://uri.etsi.org/TS102204/v1.1.2#PKCS1</mss:mssURI>',
    '</mss:MSS_Format>',
    '</mss:MSS_SignatureReq>',
    '</MSS_Signature>',
  ]);
});

test('where the SIM wants it, DigestInfo goes instead of the bare digest', () => {
  const message = messageOf(signatureRequest(parties, exchange, { ...what, signs: 'digest_info' }));
  const data = Buffer.from(textOf(requireChild(message, mssNamespace, 'DataToBeSigned')), 'base64');
  expect(data.toString('hex')).toBe(`3031300d060960864801650304020105000420${'07'.repeat(32)}`);
});

test('status and receipt name the transaction of both sides', () => {
  for (const [text, name] of [
    [statusRequest(parties, exchange, 'M1'), 'MSS_StatusReq'],
    [receiptRequest(parties, exchange, 'M1'), 'MSS_ReceiptReq'],
  ] as const) {
    const message = messageOf(text);
    expect([message.localName, message.getAttribute('MSSP_TransID')]).toEqual([name, 'M1']);
    expect(requireChild(message, mssNamespace, 'AP_Info').getAttribute('AP_TransID')).toBe('_t1');
  }
});

test('whatever people write stays text', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 60 }), (text) => {
      const named = { apId: text, apPassword: text, msspId: text };
      const message = messageOf(signatureRequest(named, exchange, { ...what, display: text }));
      expect(childrenOf(message)).toHaveLength(7);
      const shown = textOf(requireChild(message, mssNamespace, 'DataToBeDisplayed'));
      expect(shown.endsWith('\nMã kiểm tra: 1063')).toBe(true);
    }),
  );
});

test('a name of a transaction is made an NCName, and is one', () => {
  expect(apTransIdOf('018f3c5e-0000-7000-8000-000000000001')).toBe('_018f3c5e-0000-7000-8000-000000000001');
  for (const wrong of ['', 'a b', 'a"b', 'ă', 'a'.repeat(81)]) expect(() => apTransIdOf(wrong)).toThrow(RangeError);
});

function messageOf(text: string): Element {
  const body = requireChild(readXml(Buffer.from(text)), soapNamespace, 'Body');
  const [message] = childrenOf(body).flatMap(childrenOf);
  if (message === undefined) throw new Error('There is no message.');
  return message;
}
