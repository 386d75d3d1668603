import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCscService } from '../../../test/signing-services/csc-service.ts';
import type { CscService } from '../../../test/signing-services/csc-service.ts';
import { refusalOf } from '../../../test/signing-services/refusal-of.ts';
import { isSignatureOf, sampleKey } from '../../../test/signing-services/sample-key.ts';
import { cscRefusalOf } from './csc-refusal.ts';
import { remoteProvider } from './remote-provider.ts';
import type { RemoteProvider } from './remote-provider.ts';

const key = sampleKey('Trần Thị Bình');
const start = new Date('2026-11-23T02:00:00Z');
const digests = ['a', 'b', 'c'].map((data) => createHash('sha256').update(data).digest());
const right = { credentialId: 'binh', digests, pin: '470813', otp: '915274' };

let now = start;
let service: CscService;
let provider: RemoteProvider;

beforeEach(async () => {
  now = start;
  const { credentialId, pin, otp } = right;
  const credentials = [{ credentialId, keyPem: key.keyPem, certificatePems: [key.certificatePem], pin, otp }];
  service = await startCscService({ credentials, now: () => now });
  provider = providerWith({});
});
afterEach(() => service.close());

function providerWith(more: { operationMode?: 'A'; timeoutMs?: number }): RemoteProvider {
  const { url, clientId, clientSecret } = service;
  return remoteProvider({ baseUrl: url, clientId, clientSecret, ...more }, () => now);
}

const told = (attempt: Promise<unknown>, ...more: string[]) =>
  refusalOf(attempt, [right.pin, right.otp, service.clientSecret, ...more]);

async function activation(): Promise<string> {
  await provider.requestOtp('binh');
  return (await provider.authorise(right)).sad;
}

async function beginning(): Promise<string> {
  const sad = await activation();
  return told(provider.begin({ credentialId: 'binh', digests, sad }), sad);
}

describe('PIN and one-time code', () => {
  test('a wrong one is told, three lock, and the right one then comes too late', async () => {
    await provider.requestOtp('binh');
    expect(await told(provider.authorise({ ...right, pin: '000000' }), '000000')).toBe('pin_wrong');
    expect(await told(provider.authorise({ ...right, otp: '111111' }), '111111')).toBe('pin_wrong');
    expect(await told(provider.authorise({ ...right, pin: '222222' }), '222222')).toBe('pin_locked');
    expect(await told(provider.authorise(right))).toBe('pin_locked');
  });

  test('none is as wrong as a wrong one, and is not sent', async () => {
    expect(await told(provider.authorise({ credentialId: 'binh', digests }))).toBe('pin_wrong');
    expect(service.credential('binh').wrongTries).toBe(0);
    await provider.requestOtp('binh');
    expect(await told(provider.authorise({ credentialId: 'binh', digests, pin: right.pin }))).toBe('pin_wrong');
  });

  test('a code serves once', async () => {
    await activation();
    expect(await told(provider.authorise(right))).toBe('pin_wrong');
  });
});

describe('the activation', () => {
  test('after its time it signs nothing', async () => {
    const sad = await activation();
    now = new Date(start.getTime() + 300_000);
    expect(await told(provider.begin({ credentialId: 'binh', digests, sad }), sad)).toBe('timed_out');
  });

  test('it signs its digests once and no others', async () => {
    const sad = await activation();
    const other = [createHash('sha256').update('khác').digest()];
    expect(await told(provider.begin({ credentialId: 'binh', digests: other, sad }), sad)).toBe('answer_wrong');
    expect(await told(provider.begin({ credentialId: 'binh', digests, sad }), sad)).toBe('none');
    expect(await told(provider.begin({ credentialId: 'binh', digests, sad }), sad)).toBe('timed_out');
    expect(await told(provider.begin({ credentialId: 'binh', digests, sad: 'bịa' }), 'bịa')).toBe('timed_out');
  });
});

describe('the credential', () => {
  test.each(['expired', 'revoked', 'suspended'] as const)('a certificate that is %s signs nothing', async (status) => {
    const sad = await activation();
    service.credential('binh').certificateStatus = status;
    expect(await told(provider.requestOtp('binh'))).toBe('certificate_unusable');
    expect(await told(provider.authorise(right))).toBe('certificate_unusable');
    expect(await told(provider.begin({ credentialId: 'binh', digests, sad }), sad)).toBe('certificate_unusable');
  });

  test('a disabled key signs nothing', async () => {
    service.credential('binh').keyStatus = 'disabled';
    expect(await told(provider.authorise(right))).toBe('certificate_unusable');
  });
});

describe('signatures that are not taken', () => {
  test.each(['one_missing', 'one_too_many', 'twice'] as const)('%s', async (kind) => {
    service.behaviour.signatures = kind;
    expect(await beginning()).toBe('answer_wrong');
  });

  test('an older answer with another count', async () => {
    await provider.requestOtp('binh');
    const { sad } = await provider.authorise({ ...right, digests: digests.slice(0, 1) });
    await provider.begin({ credentialId: 'binh', digests: digests.slice(0, 1), sad });
    service.behaviour.signatures = 'older';
    expect(await beginning()).toBe('answer_wrong');
  });

  test('one of another hash has the right shape and is found by whoever holds the certificate', async () => {
    service.behaviour.signatures = 'of_another_hash';
    const begun = await provider.begin({ credentialId: 'binh', digests, sad: await activation() });
    const [first] = 'signatures' in begun ? begun.signatures : [];
    expect(first).toHaveLength(256);
    expect(isSignatureOf(key, 'a', first ?? Buffer.alloc(0))).toBe(false);
  });

  test('put off, too few are not taken either, and an answer that is not kept any more has timed out', async () => {
    const later = providerWith({ operationMode: 'A' });
    service.behaviour.pollsUntilReady = 0;
    service.behaviour.signatures = 'one_missing';
    const begun = await later.begin({ credentialId: 'binh', digests, sad: await activation() });
    expect(await told(later.poll('responseId' in begun ? begun.responseId : ''))).toBe('answer_wrong');
    expect(await told(later.poll('3:256:forgotten'))).toBe('timed_out');
  });
});

describe('a provider in trouble', () => {
  const steps = ['info', 'oauth2/token', 'credentials/info', 'credentials/getChallenge', 'credentials/authorize'];

  test.each(steps)('%s never answers', async (method) => {
    service.behaviour.silent = [method];
    provider = providerWith({ timeoutMs: 300 });
    expect(await told(activation())).toBe('unreachable');
  });

  test.each(steps.flatMap((method) => [500, 501, 503, 429].map((status) => [method, status] as const)))(
    '%s fails with %i',
    async (method, status) => {
      service.behaviour.failing = { [method]: status };
      expect(await told(activation())).toBe('unreachable');
    },
  );

  test('signing hangs, or fails', async () => {
    const sad = await activation();
    service.behaviour.silent = ['signatures/signHash'];
    const hasty = providerWith({ timeoutMs: 300 });
    expect(await told(hasty.begin({ credentialId: 'binh', digests, sad }), sad)).toBe('unreachable');
    service.behaviour.silent = [];
    service.behaviour.failing = { 'signatures/signHash': 500 };
    expect(await beginning()).toBe('unreachable');
  });

  test('it is slow but answers in time', async () => {
    service.behaviour.delayMs = 60;
    expect(await beginning()).toBe('none');
  });

  test('it refuses each token it gives', async () => {
    service.behaviour.tokenSeconds = 0;
    expect(await told(provider.credentialOf('binh'))).toBe('unreachable');
    expect(service.calls.get('oauth2/token')).toBe(2);
  });
});

test.each([
  [400, 'invalid_otp', '', 'pin_wrong'],
  [400, 'invalid_pin', '', 'pin_wrong'],
  [400, 'invalid_authentication_data', 'Account LOCKED after 3 tries', 'pin_locked'],
  [400, 'access_denied', 'The user said no', 'cancelled'],
  [403, 'access_denied', '', 'cancelled'],
  [403, '', '', 'unreachable'],
  [401, 'invalid_request', 'Credential locked', 'unreachable'],
  [400, 'invalid_request', 'Expired SAD', 'timed_out'],
  [400, 'invalid_request', 'Signing certificate is expired', 'certificate_unusable'],
  [400, 'invalid_request', 'unlocked blocked', 'answer_wrong'],
  [400, 'constructor', '', 'answer_wrong'],
  [404, '', '', 'answer_wrong'],
  [100, '', '', 'answer_wrong'],
])('%i %s "%s" means %s', (status, error, error_description, reason) => {
  expect(cscRefusalOf('m', status, { error, error_description }).reason).toBe(reason);
});
