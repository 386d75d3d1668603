import { createHash } from 'node:crypto';
import { array, assert, asyncProperty, constantFrom, integer, nat, oneof, string, tuple, uint8Array } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHttpService } from '../../../test/signing-services/http-service.ts';
import type { HttpService, Said } from '../../../test/signing-services/http-service.ts';
import { envelopeText, faultText, messageText } from '../../../test/signing-services/mss-reply.ts';
import { refusalOf } from '../../../test/signing-services/refusal-of.ts';
import { sampleKey } from '../../../test/signing-services/sample-key.ts';
import { signDigest } from '../../../test/signing-services/sign-digest.ts';
import { mobileProvider } from './mobile-provider.ts';

const now = new Date('2026-11-23T02:00:00Z');
const digest = createHash('sha256').update('a').digest();
const signature = signDigest(sampleKey('Hoàng Văn Em').keyPem, digest);
const reply = {
  kind: 'status',
  apId: 'ap',
  apTransId: '_t',
  instant: now.toISOString(),
  msisdn: '84912345678',
  msspTransId: 'M1',
  code: 500,
  signature,
} as const;
const right = envelopeText('status', [messageText(reply, now)]);
const numRuns = process.env['CUASO_LONG'] ? 5000 : 150;
const patient = { timeout: 180_000 };

let service: HttpService;
let said: Said;

const soap = (body: string | Uint8Array, status = 200): Said => ({ status, type: 'application/soap+xml', body });

beforeAll(async () => {
  service = await startHttpService(async () => said);
});
afterAll(() => service.close());

/** The signature that is taken from this answer; each answer serves as receipt as well. */
async function taken(answer: Said): Promise<Buffer | 'waiting'> {
  said = answer;
  const provider = mobileProvider({ url: `${service.origin}/mss`, apId: 'ap', apPassword: 'p', timeoutMs: 5000 });
  return provider.poll({ msspTransactionId: 'M1', msisdn: '0912345678', transactionId: 't', now });
}

/** Refused with a reason, still waiting, or exactly the signature that the telephone has made. */
async function expectNothingElse(answer: Said): Promise<void> {
  await refusalOf(
    taken(answer).then((found) => expect(found === 'waiting' || found.equals(signature)).toBe(true)),
    ['AP_PWD'],
  );
}

describe('the right answer', () => {
  test('is taken', async () => {
    expect(await taken(soap(right))).toEqual(signature);
  });

  test.each<[string, (text: string) => string]>([
    ['without the element of the operation', (text) => text.replaceAll(/<\/?MSS_StatusQueryResponse>/g, '')],
    ['within an element of the service’s own', (text) => text.replace('QueryResponse>', 'QueryResponse xmlns="x">')],
    ['without MSSP_TransID, as in version 1.1.4', (text) => text.replace(' MSSP_TransID="M1"', '')],
    ['with a message in no namespace', (text) => text.replaceAll('mss:MSS_StatusResp', 'MSS_StatusResp')],
    ['verified by the service', (text) => text.replace('Value="500"', 'Value="502"')],
    ['with a header', (text) => text.replace('<env:Body>', '<env:Header/><env:Body>')],
  ])('is taken %s', async (_, change) => {
    const changed = change(right);
    expect(changed).not.toBe(right);
    expect(await taken(soap(changed))).toEqual(signature);
  });

  test.each<[string, string | RegExp, string]>([
    ['of another application', 'AP_ID="ap"', 'AP_ID="other"'],
    ['of no application', 'AP_ID="ap"', ''],
    ['of another transaction', 'AP_TransID="_t"', 'AP_TransID="_T"'],
    ['of no transaction', ' AP_TransID="_t"', ''],
    ['of another transaction of the service', 'MSSP_TransID="M1"', 'MSSP_TransID="M2"'],
    ['of another telephone', '84912345678', '84912345679'],
    ['to another question', /MSS_StatusResp/g, 'MSS_SignatureResp'],
    ['of another version', 'MajorVersion="1"', 'MajorVersion="2"'],
    ['of another namespace', /TS102204\/v1.1.2#/g, 'TS102204/v1.1.3#'],
    ['with two statuses', /(<mss:Status>.*<\/mss:Status>)/, '$1$1'],
    ['with two signatures', /(<mss:MSS_Signature>[^]*<\/mss:MSS_Signature>)/, '$1$1'],
    ['with two values', /(<mss:Base64Signature>[^]*<\/mss:Base64Signature>)/, '$1$1'],
    ['with a signature of another kind', /mss:Base64Signature/g, 'mss:XMLSignature'],
    ['with two parties', /(<mss:AP_Info [^>]*\/>)/, '$1$1'],
    ['with a prefix that nobody declared', /mss:MSS_StatusResp/g, 'other:MSS_StatusResp'],
    ['without a code', 'Value="500"', ''],
    ['with a code that is no number', 'Value="500"', 'Value="5e2"'],
    ['in SOAP 1.1', /http:\/\/www.w3.org\/2003\/05\/soap-envelope/g, 'http://schemas.xmlsoap.org/soap/envelope/'],
    ['with a document type', '<env:Envelope', '<!DOCTYPE x><env:Envelope'],
    ['with a comment in its code', '<mss:StatusCode', '<!-- 504 --><mss:StatusCode'],
    ['with bytes behind the base64', '</mss:Base64Signature>', 'AAAA</mss:Base64Signature>'],
    ['cut off', '</env:Envelope>', ''],
  ])('is refused %s', async (_, from, to) => {
    const changed = right.replace(from, to);
    expect(changed).not.toBe(right);
    expect(await refusalOf(taken(soap(changed)))).toBe('answer_wrong');
  });

  test.each([255, 384 + 1, 128, 0, 1032])('with %i bytes of signature is refused', async (length) => {
    const other = envelopeText('status', [messageText({ ...reply, signature: Buffer.alloc(length, 1) }, now)]);
    expect(await refusalOf(taken(soap(other)))).toBe('answer_wrong');
  });
});

describe('a fault', () => {
  test.each<[string, string, string]>([
    ['of an unknown code', faultText(777, 'X'), 'answer_wrong'],
    [
      'with a code within a code',
      faultText(208, 'X').replace(
        '</env:Value></env:Subcode>',
        '</env:Value><env:Subcode><env:Value>mss:_2081</env:Value></env:Subcode></env:Subcode>',
      ),
      'timed_out',
    ],
    [
      'without a code, of the service',
      faultText(208, 'X')
        .replace(/<env:Subcode.*<\/env:Subcode>/, '')
        .replace('env:Sender', 'env:Receiver'),
      'unreachable',
    ],
    ['without a code, of the sender', faultText(208, 'X').replace(/<env:Subcode.*<\/env:Subcode>/, ''), 'answer_wrong'],
    ['with a code that is none', faultText(208, 'X').replace('_208', 'EXPIRED'), 'answer_wrong'],
    ['without anything', faultText(208, 'X').replace(/<env:Code>.*<\/env:Reason>/, ''), 'answer_wrong'],
  ])('%s', async (_, text, reason) => {
    expect(await refusalOf(taken(soap(text, 500)))).toBe(reason);
  });
});

describe('anything else', () => {
  test('any bytes, with any status', patient, async () => {
    const status = constantFrom(200, 202, 204, 400, 404, 500);
    await assert(
      asyncProperty(oneof(uint8Array({ maxLength: 300 }), string()), status, (body, code) =>
        expectNothingElse(soap(body, code)),
      ),
      { numRuns },
    );
  });

  test('the right answer with pieces cut out, doubled or replaced', patient, async () => {
    const from = right.indexOf('<mss:Base64Signature>');
    const to = right.indexOf('</mss:Base64Signature>');
    const outside = [...Array(right.length).keys()].filter((at) => at < from || at >= to);
    const edit = tuple(
      constantFrom(...outside),
      nat(12),
      constantFrom('', '<', '>', '"', '/', '&', ' ', 'a', '1', '<b>', '</env:Body>'),
    );
    await assert(
      asyncProperty(array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        let text = right;
        for (const [at, length, other] of edits) {
          // What is cut must not reach into the signature: whether that one is right, only its key can tell.
          const end = at < from ? Math.min(at + length, from) : at + length;
          text = text.slice(0, at) + other + text.slice(end);
          if (text.indexOf('<mss:Base64Signature>') !== from && at < from) break;
        }
        return expectNothingElse(soap(text));
      }),
      { numRuns },
    );
  });

  test('the right answer with any byte changed', patient, async () => {
    const bytes = Buffer.from(right);
    const from = bytes.indexOf('<mss:Base64Signature>');
    const to = bytes.indexOf('</mss:Base64Signature>');
    await assert(
      asyncProperty(nat(bytes.length - 1), integer({ min: 0, max: 255 }), async (at, value) => {
        const changed = Buffer.from(bytes);
        changed[at] = value;
        const isInside = at >= from && at < to;
        if (isInside) await refusalOf(taken(soap(changed)));
        else await expectNothingElse(soap(changed));
      }),
      { numRuns },
    );
  });
});
