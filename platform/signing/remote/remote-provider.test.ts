import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCscService } from '../../../test/signing-services/csc-service.ts';
import type { CscService } from '../../../test/signing-services/csc-service.ts';
import { refusalOf } from '../../../test/signing-services/refusal-of.ts';
import { isSignatureOf, sampleKey } from '../../../test/signing-services/sample-key.ts';
import { remoteProvider } from './remote-provider.ts';
import type { RemoteProvider } from './remote-provider.ts';

const key = sampleKey('Nguyễn Văn An');
const start = new Date('2026-11-23T02:00:00Z');
const digestOf = (data: string) => createHash('sha256').update(data).digest();
const secrets = { pin: '470813', otp: '915274' };

let now = start;
let service: CscService;
let provider: RemoteProvider;

beforeAll(async () => {
  const common = { keyPem: key.keyPem, certificatePems: [key.certificatePem, key.certificatePem] };
  const credentials = [
    { credentialId: 'an', userId: 'nguyen.van.an', ...common, ...secrets, maxSignatures: 100 },
    { credentialId: 'seal', userId: 'nguyen.van.an', ...common, pin: secrets.pin, maxSignatures: 5 },
  ];
  service = await startCscService({ credentials, now: () => now });
});
afterAll(() => service.close());
beforeEach(() => {
  now = start;
  provider = providerWith({});
});

function providerWith(more: { operationMode?: 'S' | 'A'; clientSecret?: string; tokenUrl?: string }): RemoteProvider {
  const { url, clientId, clientSecret } = service;
  return remoteProvider({ baseUrl: url, clientId, clientSecret, ...more }, () => now);
}

async function authorised(data: readonly string[], credentialId = 'an') {
  await provider.requestOtp(credentialId);
  return provider.authorise({ credentialId, digests: data.map(digestOf), ...secrets });
}

describe('what is known of a credential', () => {
  test('the service says what it is', async () => {
    const { name, version, methods, isAsynchronous } = await provider.info();
    expect([name, version, isAsynchronous]).toEqual(['Mô phỏng dịch vụ ký số từ xa', '2.0.0.0', true]);
    expect(methods).toContain('signatures/signHash');
  });

  test('the credentials of a signer are listed', async () => {
    expect(await provider.credentialsOf('nguyen.van.an')).toEqual(['an', 'seal']);
    expect(await refusalOf(provider.credentialsOf('nobody'))).toBe('answer_wrong');
  });

  test('certificates come as DER with what the key needs and allows', async () => {
    const { certificates, ...rest } = await provider.credentialOf('an');
    expect(certificates).toHaveLength(2);
    expect(certificates[0]?.toString('base64')).toBe(key.certificatePem.replace(/-----[^-]+-----|\n/g, ''));
    expect(rest).toEqual({
      credentialId: 'an',
      keyStatus: 'enabled',
      certificateStatus: 'valid',
      keyBits: 2048,
      algorithms: ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.1'],
      authorisedAt: 'here',
      pinId: 'PIN',
      otpId: 'OTP',
      otpFrom: 'sent',
      maxSignatures: 100,
      scal: '2',
    });
  });

  test('a credential that does not exist is no key', async () => {
    expect(await refusalOf(provider.credentialOf('nobody'))).toBe('key_missing');
  });
});

describe('signing', () => {
  test('PIN and one-time code make an activation, the activation a signature that verifies', async () => {
    expect(await provider.requestOtp('an')).toEqual({ challenge: '' });
    const { sad, expiresAt } = await provider.authorise({ credentialId: 'an', digests: [digestOf('a')], ...secrets });
    expect(expiresAt).toEqual(new Date(start.getTime() + 300_000));
    // Another process goes on with nothing but the activation.
    const begun = await providerWith({}).begin({ credentialId: 'an', digests: [digestOf('a')], sad });
    const [signature] = 'signatures' in begun ? begun.signatures : [];
    expect(isSignatureOf(key, 'a', signature ?? Buffer.alloc(0))).toBe(true);
  });

  test('a hundred documents are signed with one activation, in their order', async () => {
    const data = Array.from({ length: 100 }, (_, index) => `văn bản ${index}`);
    const { sad } = await authorised(data);
    const begun = await provider.begin({ credentialId: 'an', digests: data.map(digestOf), sad });
    const signatures = 'signatures' in begun ? begun.signatures : [];
    expect(data.filter((one, index) => isSignatureOf(key, one, signatures[index] ?? Buffer.alloc(0)))).toEqual(data);
  });

  test('more than the provider allows at once is not even asked for', async () => {
    const before = service.calls.get('credentials/authorize');
    const digests = Array.from({ length: 6 }, (_, index) => digestOf(`${index}`));
    const refusal = provider.authorise({ credentialId: 'seal', digests, pin: secrets.pin });
    expect(await refusalOf(refusal)).toBe('certificate_unusable');
    expect(service.calls.get('credentials/authorize')).toBe(before);
  });

  test('a credential that asks for no code signs with the PIN alone', async () => {
    expect(await provider.requestOtp('seal')).toEqual({ challenge: '' });
    const digests = [digestOf('dấu')];
    const { sad } = await provider.authorise({ credentialId: 'seal', digests, pin: secrets.pin, otp: '' });
    expect(await provider.begin({ credentialId: 'seal', digests, sad })).toHaveProperty('signatures');
  });

  test('put off, the signatures are asked for until they are there', async () => {
    service.behaviour.pollsUntilReady = 2;
    const { sad } = await authorised(['a', 'b']);
    const later = providerWith({ operationMode: 'A' });
    const begun = await later.begin({ credentialId: 'an', digests: ['a', 'b'].map(digestOf), sad });
    const responseId = 'responseId' in begun ? begun.responseId : '';
    expect(await provider.poll(responseId)).toBe('waiting');
    expect(await provider.poll(responseId)).toBe('waiting');
    const signed = await provider.poll(responseId);
    const [first, second] = signed === 'waiting' ? [] : signed.signatures;
    expect(isSignatureOf(key, 'a', first ?? Buffer.alloc(0))).toBe(true);
    expect(isSignatureOf(key, 'b', second ?? Buffer.alloc(0))).toBe(true);
    // Asked once more, after a job that died before it could note the answer, the same comes again.
    expect(await provider.poll(responseId)).toEqual(signed);
  });

  test('a name that begin has never given is a mistake of the program', async () => {
    await expect(provider.poll('158112-652341-khj')).rejects.toThrow(RangeError);
    await expect(provider.begin({ credentialId: 'an', digests: [], sad: 'x' })).rejects.toThrow(RangeError);
    const digests = [Buffer.alloc(20)];
    await expect(provider.authorise({ credentialId: 'an', digests, ...secrets })).rejects.toThrow(RangeError);
  });
});

describe('the access token', () => {
  const tokens = () => service.calls.get('oauth2/token') ?? 0;

  test('it is fetched once for questions that come at once, and kept until shortly before its end', async () => {
    const before = tokens();
    await Promise.all(Array.from({ length: 20 }, () => provider.credentialOf('an')));
    now = new Date(start.getTime() + 3589_000);
    await provider.credentialOf('an');
    expect(tokens()).toBe(before + 1);
    now = new Date(start.getTime() + 3591_000);
    await provider.credentialOf('an');
    expect(tokens()).toBe(before + 2);
  });

  test('one that the provider has forgotten is fetched anew, once, in the middle of signing', async () => {
    const { sad } = await authorised(['a']);
    service.forgetTokens();
    expect(await provider.begin({ credentialId: 'an', digests: [digestOf('a')], sad })).toHaveProperty('signatures');
    service.forgetTokens();
    const before = tokens();
    await Promise.all(Array.from({ length: 10 }, () => provider.credentialOf('an')));
    expect(tokens()).toBe(before + 1);
  });

  test('with the address of the authorisation server in the settings, nobody is asked where it is', async () => {
    const before = service.calls.get('info');
    const tokenUrl = service.url.replace('/csc/v2', '/oauth2/token');
    await providerWith({ tokenUrl }).credentialOf('an');
    expect(service.calls.get('info')).toBe(before);
  });

  test('settings that the provider refuses make it unreachable and are told to nobody', async () => {
    const wrong = providerWith({ clientSecret: 'bí-mật-sai' });
    expect(await refusalOf(wrong.credentialOf('an'), ['bí-mật-sai'])).toBe('unreachable');
  });

  test('without https nothing is begun', () => {
    const settings = { baseUrl: 'http://ky-so.example/csc/v2', clientId: 'a', clientSecret: 'b' };
    expect(() => remoteProvider(settings, () => now)).toThrow('https');
    const elsewhere = { ...settings, baseUrl: service.url, tokenUrl: 'http://ky-so.example/token' };
    expect(() => remoteProvider(elsewhere, () => now)).toThrow('https');
  });
});
