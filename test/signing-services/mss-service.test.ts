import { mssNamespace } from '@cuaso/platform/signing/mobile/mss-names.ts';
import { signatureRequest, statusRequest } from '@cuaso/platform/signing/mobile/mss-requests.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startMssService } from './mss-service.ts';
import type { MssService } from './mss-service.ts';
import { sampleKey } from './sample-key.ts';

const { keyPem } = sampleKey('Vũ Thị Giang');
const now = new Date('2026-11-23T02:00:00Z');
const exchange = { apTransId: '_t1', msisdn: '84912345678', now };
const order = {
  digest: Buffer.alloc(32, 7),
  display: 'Giấy phép',
  validUntil: new Date('2026-11-23T02:05:00Z'),
  signs: 'digest',
  signatureProfile: 'http://mssp.invalid/profile',
  format: `${mssNamespace}PKCS1`,
} as const;

let service: MssService;

beforeEach(async () => {
  service = await startMssService({ phones: [{ msisdn: '84912345678', keyPem }], now: () => now });
});
afterEach(() => service.close());

async function send(body: string, type = 'application/soap+xml; charset=utf-8'): Promise<string> {
  const response = await fetch(service.url, { method: 'POST', headers: { 'content-type': type }, body });
  const text = await response.text();
  const code = /mss:_(\d+)|StatusCode Value="(\d+)"/.exec(text);
  return `${response.status} ${code?.[1] ?? code?.[2] ?? ''}`.trim();
}

const right = () => signatureRequest(service, exchange, order);

test('a request as the schema wants it reaches the telephone', async () => {
  expect(await send(right())).toBe('200 100');
  expect(service.pending().map(({ msisdn, text }) => [msisdn, text.split('\n')[0]])).toEqual([
    ['84912345678', 'Giấy phép'],
  ]);
});

describe('requests that break the protocol are refused', () => {
  test.each<[string, string | RegExp, string, string]>([
    ['another password', /AP_PWD="[^"]*"/, 'AP_PWD="x"', '400 104'],
    ['no password', /AP_PWD="[^"]*"/, 'AP_PWD=""', '400 102'],
    ['another application', /AP_ID="[^"]*"/, 'AP_ID="x"', '400 104'],
    ['a name that is no NCName', 'AP_TransID="_t1"', 'AP_TransID="1"', '400 101'],
    ['another version', 'MajorVersion="1"', 'MajorVersion="2"', '400 108'],
    ['another namespace', 'v1.1.2#"', 'v1.1.3#"', '400 101'],
    ['another mode', 'asynchClientServer', 'synch', '400 101'],
    ['no end', / ValidityDate="[^"]*"/, '', '400 102'],
    ['an end that is past', /ValidityDate="[^"]*"/, 'ValidityDate="2026-11-23T01:00:00Z"', '400 208'],
    ['no telephone', /<mss:MSISDN>.*<\/mss:MSISDN>/, '', '400 105'],
    ['an unknown telephone', '84912345678', '84900000000', '400 105'],
    ['a digest of another length', /BwcH/, '', '400 103'],
    ['a digest that is not base64', /BwcH/, '*wcH', '400 107'],
    ['nothing to show', /<mss:DataToBeDisplayed.*<\/mss:DataToBeDisplayed>/s, '', '400 102'],
    ['another format', '#PKCS1', '#PKCS7', '400 101'],
    [
      'another order',
      /(<mss:MobileUser>.*<\/mss:MobileUser>)(<mss:DataToBeSigned.*<\/mss:DataToBeSigned>)/,
      '$2$1',
      '400 102',
    ],
    ['another operation around it', /MSS_Signature>/g, 'MSS_StatusQuery>', '400 101'],
    ['a document type', '<env:Envelope', '<!DOCTYPE x><env:Envelope', '400 101'],
  ])('%s', async (_, from, to, answer) => {
    const changed = right().replace(from, to);
    expect(changed).not.toBe(right());
    expect(await send(changed)).toBe(answer);
    expect(service.pending()).toEqual([]);
  });

  test('SOAP 1.1, and a name that was used before', async () => {
    expect(await send(right(), 'text/xml')).toBe('415');
    expect(await send(right())).toBe('200 100');
    expect(await send(right())).toBe('400 101');
  });

  test('the status of what was never asked, or was asked under another name', async () => {
    expect(await send(statusRequest(service, exchange, 'M1'))).toBe('400 101');
    await send(right());
    const [{ transaction } = { transaction: '' }] = service.pending();
    expect(await send(statusRequest(service, exchange, transaction))).toBe('200 504');
    expect(await send(statusRequest(service, { ...exchange, apTransId: '_t2' }, transaction))).toBe('400 101');
  });
});
