import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCscService } from './csc-service.ts';
import type { CscService } from './csc-service.ts';
import { sampleKey } from './sample-key.ts';

const { keyPem, certificatePem } = sampleKey('Nguyễn Văn An');
const hash = createHash('sha256').update('a').digest('base64');
const sha256 = '2.16.840.1.101.3.4.2.1';

let service: CscService;
let bearer = '';

beforeAll(async () => {
  const credential = { keyPem, certificatePems: [certificatePem], pin: '4708', maxSignatures: 2 };
  service = await startCscService({ credentials: [{ credentialId: 'an', ...credential }] });
});
afterAll(() => service.close());
beforeEach(async () => {
  service.credential('an').wrongTries = 0;
  bearer = (await token({})).json['access_token'] ?? '';
});

type Answer = { status: number; json: Record<string, string> };

async function call(method: string, input: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const all = { 'content-type': 'application/json', authorization: `Bearer ${bearer}`, ...headers };
  const body = typeof input === 'string' ? input : JSON.stringify(input);
  const response = await fetch(`${service.url}/${method}`, { method: 'POST', headers: all, body });
  const text = await response.text();
  return { status: response.status, json: text === '' ? {} : (JSON.parse(text) as Answer['json']) };
}

async function token(more: Record<string, string>): Promise<Answer> {
  const client = { client_id: service.clientId, client_secret: service.clientSecret };
  const form = { grant_type: 'client_credentials', scope: 'service', ...client, ...more };
  const url = service.url.replace('/csc/v2', '/oauth2/token');
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, json: (await response.json()) as Answer['json'] };
}

const authorisation = {
  credentialID: 'an',
  numSignatures: 1,
  hashes: [hash],
  hashAlgorithmOID: sha256,
  authData: [{ id: 'PIN', value: '4708' }],
};
const signing = { credentialID: 'an', hashes: [hash], hashAlgorithmOID: sha256, signAlgo: '1.2.840.113549.1.1.11' };

describe('who may ask', () => {
  test.each([
    [{ client_secret: 'x' }, 'Invalid parameter client_secret'],
    [{ client_id: 'x' }, 'Invalid parameter client_id'],
    [{ grant_type: 'password' }, 'Invalid parameter grant_type'],
    [{ scope: 'credential' }, 'The scope is service'],
  ])('no token for %j', async (more, description) => {
    const { status, json } = await token(more as Record<string, string>);
    expect([status, json['error_description']]).toEqual([400, description]);
  });

  test('without a token, or with one that was never given, only info answers', async () => {
    const none = { authorization: '' };
    expect((await call('info', {}, none)).status).toBe(200);
    expect((await call('credentials/list', { userID: 'an' }, none)).status).toBe(400);
    const { status, json } = await call('credentials/list', { userID: 'an' }, { authorization: 'Bearer abc' });
    expect([status, json['error']]).toEqual([401, 'invalid_token']);
  });

  test('it says that it is a simulator', async () => {
    const { json } = await call('info', {});
    expect(json['name']).toMatch(/^Mô phỏng/);
    expect(json['description']).toContain('không phải');
  });
});

describe('requests that break the protocol are refused', () => {
  test.each<[string, unknown, string]>([
    ['credentials/info', {}, 'Missing (or invalid type) string parameter credentialID'],
    ['credentials/info', { credentialID: 1 }, 'Missing (or invalid type) string parameter credentialID'],
    ['credentials/info', { credentialID: 'x' }, 'Invalid parameter credentialID'],
    ['credentials/info', { credentialID: 'an', certificates: 'all' }, 'Invalid parameter certificates'],
    ['credentials/info', { credentialID: 'an', PIN: '4708' }, 'Unknown parameter PIN'],
    ['credentials/info', '[]', 'The body is not a JSON object'],
    ['credentials/info', '{', 'The body is not a JSON object'],
    ['credentials/list', {}, 'Missing (or invalid type) string parameter userID'],
    ['credentials/getChallenge', { credentialID: 'an', authObjectID: 'PIN' }, 'Invalid parameter authObjectID'],
    [
      'credentials/authorize',
      { ...authorisation, numSignatures: '1' },
      'Missing (or invalid type) integer parameter numSignatures',
    ],
    ['credentials/authorize', { ...authorisation, numSignatures: 0 }, 'Invalid value for parameter numSignatures'],
    ['credentials/authorize', { ...authorisation, numSignatures: 2 }, 'Invalid value for parameter numSignatures'],
    ['credentials/authorize', { ...authorisation, numSignatures: 3 }, 'Numbers of signatures is too high'],
    [
      'credentials/authorize',
      { ...authorisation, hashAlgorithmOID: '1.3.14.3.2.26' },
      'Invalid parameter hashAlgorithmOID',
    ],
    ['credentials/authorize', { ...authorisation, hashes: ['AAAA'] }, 'Invalid digest value length'],
    ['credentials/authorize', { ...authorisation, hashes: ['***'] }, 'Invalid Base64 hash string parameter'],
    ['credentials/authorize', { ...authorisation, authData: [{ id: 'PIN' }] }, 'Invalid parameter authData'],
    ['credentials/authorize', { ...authorisation, authData: [] }, 'The authentication data is invalid'],
    ['signatures/signHash', { ...signing }, 'Missing (or invalid type) string parameter SAD'],
    ['signatures/signHash', { ...signing, SAD: 'x' }, 'Invalid parameter SAD'],
    ['signatures/signHash', { ...signing, SAD: 'x', signAlgo: '1.2' }, 'Invalid parameter signAlgo'],
    ['signatures/signHash', { ...signing, SAD: 'x', operationMode: 'B' }, 'Invalid parameter operationMode'],
    ['signatures/signHash', { ...signing, SAD: 'x', hashes: [] }, 'Empty hash array'],
    ['signatures/signPolling', { requestID: 'x' }, 'Invalid parameter requestID'],
    ['signatures/signDoc', {}, 'Unimplemented method'],
  ])('%s %j', async (method, input, description) => {
    expect((await call(method, input)).json['error_description']).toBe(description);
  });

  test('another type of content', async () => {
    expect((await call('info', {}, { 'content-type': 'text/plain' })).status).toBe(400);
  });
});

test('three wrong PINs lock, also against the right one', async () => {
  const wrong = { ...authorisation, authData: [{ id: 'PIN', value: '0000' }] };
  const told = [];
  for (const input of [wrong, wrong, wrong, authorisation]) {
    told.push((await call('credentials/authorize', input)).json['error_description']);
  }
  const invalid = 'The authentication data is invalid';
  expect(told).toEqual([invalid, invalid, 'Credential locked', 'Credential locked']);
});

test('an activation signs each of its hashes once, also in several calls', async () => {
  const other = createHash('sha256').update('b').digest('base64');
  const { json } = await call('credentials/authorize', { ...authorisation, numSignatures: 2, hashes: [hash, other] });
  const sign = (hashes: string[]) => call('signatures/signHash', { ...signing, SAD: json['SAD'], hashes });
  expect((await sign([hash])).status).toBe(200);
  expect((await sign([hash])).json['error_description']).toBe('Hash is not authorized by the SAD');
  expect((await sign([other])).status).toBe(200);
  expect((await sign([other])).json['error_description']).toBe('Invalid parameter SAD');
});
