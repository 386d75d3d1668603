import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startMssService } from '../../../test/signing-services/mss-service.ts';
import type { MssService } from '../../../test/signing-services/mss-service.ts';
import { refusalOf } from '../../../test/signing-services/refusal-of.ts';
import { isSignatureOf, sampleKey } from '../../../test/signing-services/sample-key.ts';
import { checkCodeOf } from './check-code.ts';
import { mobileProvider } from './mobile-provider.ts';
import type { MobileProvider, MobileSettings } from './mobile-provider.ts';

const key = sampleKey('Phạm Thị Dung');
const start = new Date('2026-11-23T02:00:00Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const digestOf = (data: string) => createHash('sha256').update(data).digest();
const msisdn = '0912 345 678';
const order = { msisdn, digest: digestOf('a'), display: 'Giấy phép xây dựng số 12', transactionId: 't-1' };

let now = start;
let service: MssService;
let provider: MobileProvider;

async function started(more: { autoConfirmAfterMs?: number } = {}): Promise<void> {
  const phones = [
    { msisdn: '84912345678', keyPem: key.keyPem, pin: '4708' },
    { msisdn: '84987654321', keyPem: key.keyPem },
  ];
  service = await startMssService({ phones, now: () => now, ...more });
  provider = providerWith({});
}

function providerWith(more: Partial<MobileSettings>): MobileProvider {
  const { url, apId, apPassword } = service;
  return mobileProvider({ url, apId, apPassword, ...more });
}

beforeEach(async () => {
  now = start;
  await started();
});
afterEach(() => service.close());

const begin = (more: Partial<typeof order> = {}) => provider.begin({ ...order, validUntil: later(300), now, ...more });
const poll = (msspTransactionId: string, more: Partial<Parameters<MobileProvider['poll']>[0]> = {}) =>
  provider.poll({ msspTransactionId, msisdn, transactionId: 't-1', now, ...more });
const told = (attempt: Promise<unknown>) => refusalOf(attempt, [service.apPassword, '4708']);

describe('signing by telephone', () => {
  test('the owner reads title and code, gives the PIN, and the signature verifies', async () => {
    const { msspTransactionId } = await begin();
    const [shown] = service.pending('84912345678');
    expect(shown?.text).toBe(`Giấy phép xây dựng số 12\nMã kiểm tra: ${checkCodeOf(order.digest)}`);
    expect(await poll(msspTransactionId)).toBe('waiting');
    expect(service.confirm(msspTransactionId, '4708')).toBe('signed');
    // Another process goes on with nothing but the names.
    const signature = await poll(msspTransactionId);
    expect(isSignatureOf(key, 'a', signature === 'waiting' ? Buffer.alloc(0) : signature)).toBe(true);
  });

  test('the receipt is sent with the signature; without its answer the signature still counts', async () => {
    const { msspTransactionId } = await begin();
    service.confirm(msspTransactionId, '4708');
    const signature = await poll(msspTransactionId);
    expect(service.transaction(msspTransactionId)?.receipts).toBe(1);
    service.behaviour.silent = ['receipt'];
    provider = providerWith({ timeoutMs: 1000 });
    expect(await poll(msspTransactionId)).toEqual(signature);
  });

  test('owners who confirm by themselves do so after their time', async () => {
    await service.close();
    await started({ autoConfirmAfterMs: 400 });
    const { msspTransactionId } = await begin();
    expect(await poll(msspTransactionId)).toBe('waiting');
    await wait(600);
    expect(await poll(msspTransactionId)).toHaveLength(256);
  });

  test('several documents wait at once and each gets its own signature', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `t-${index}`);
    const begun = await Promise.all(names.map((name) => begin({ transactionId: name, digest: digestOf(name) })));
    for (const { transaction } of service.pending()) service.confirm(transaction, '4708');
    const signatures = await Promise.all(
      begun.map(({ msspTransactionId }, index) => poll(msspTransactionId, { transactionId: names[index] ?? '' })),
    );
    const right = names.filter((name, index) => isSignatureOf(key, name, Buffer.from(signatures[index] ?? '')));
    expect(right).toEqual(names);
  });

  test('a SIM that wants DigestInfo signs the same, and operations may have addresses of their own', async () => {
    const { url } = service;
    provider = providerWith({ signs: 'digest_info', statusUrl: `${url}?status`, receiptUrl: `${url}?receipt` });
    const { msspTransactionId } = await begin();
    service.confirm(msspTransactionId, '4708');
    const signature = await poll(msspTransactionId);
    expect(isSignatureOf(key, 'a', signature === 'waiting' ? Buffer.alloc(0) : signature)).toBe(true);
  });

  test('without https nothing is begun', () => {
    expect(() => providerWith({ url: 'http://mss.example/' })).toThrow('https');
    expect(() => providerWith({ statusUrl: 'http://mss.example/' })).toThrow('https');
  });
});

describe('no signature', () => {
  test('the owner cancels', async () => {
    const { msspTransactionId } = await begin();
    service.cancel(msspTransactionId);
    expect(await told(poll(msspTransactionId))).toBe('cancelled');
  });

  test('two wrong PINs are the telephone’s own affair, the third locks the SIM', async () => {
    const { msspTransactionId } = await begin();
    expect(service.confirm(msspTransactionId, '1')).toBe('pin_wrong');
    expect(service.confirm(msspTransactionId, '2')).toBe('pin_wrong');
    expect(await poll(msspTransactionId)).toBe('waiting');
    expect(service.confirm(msspTransactionId, '3')).toBe('locked');
    expect(await told(poll(msspTransactionId))).toBe('pin_locked');
    expect(await told(begin({ transactionId: 't-2' }))).toBe('pin_locked');
  });

  test('nobody answers in time; whoever presses too late signs nothing', async () => {
    const { msspTransactionId } = await begin();
    now = later(301);
    expect(service.confirm(msspTransactionId, '4708')).toBe('gone');
    expect(await told(poll(msspTransactionId))).toBe('timed_out');
  });

  test('an answer in time that is fetched after the end is not taken', async () => {
    const { msspTransactionId } = await begin();
    service.confirm(msspTransactionId, '4708');
    now = later(301);
    expect(await told(poll(msspTransactionId, { validUntil: later(300) }))).toBe('timed_out');
    expect(service.transaction(msspTransactionId)?.receipts).toBe(0);
  });

  test('there is no time left to ask', async () => {
    expect(await told(provider.begin({ ...order, validUntil: start, now }))).toBe('timed_out');
    expect(service.pending()).toEqual([]);
  });

  test('no such telephone', async () => {
    expect(await told(begin({ msisdn: '0900000001' }))).toBe('key_missing');
    expect(await told(begin({ msisdn: 'chưa có' }))).toBe('key_missing');
  });

  test('a transaction is never asked for twice under one name', async () => {
    await begin();
    expect(await told(begin({ digest: digestOf('b') }))).toBe('answer_wrong');
  });

  test('this installation is not let in', async () => {
    provider = providerWith({ apPassword: 'sai-mat-khau' });
    expect(await refusalOf(begin(), ['sai-mat-khau'])).toBe('unreachable');
  });
});

describe('answers that are not taken', () => {
  test.each([
    'of_another_transaction',
    'of_another_mssp_transaction',
    'of_another_telephone',
    'without_signature',
    'twice',
  ] as const)('%s', async (answer) => {
    const { msspTransactionId } = await begin();
    service.confirm(msspTransactionId, '4708');
    service.behaviour.answer = answer;
    expect(await told(poll(msspTransactionId))).toBe('answer_wrong');
    expect(service.transaction(msspTransactionId)?.receipts).toBe(0);
  });

  test('an older signature is not taken for a newer document', async () => {
    const first = await begin();
    service.confirm(first.msspTransactionId, '4708');
    await poll(first.msspTransactionId);
    const second = await begin({ transactionId: 't-2', digest: digestOf('b') });
    service.behaviour.answer = 'older';
    expect(await told(poll(second.msspTransactionId, { transactionId: 't-2' }))).toBe('answer_wrong');
    service.confirm(second.msspTransactionId, '4708');
    expect(await told(poll(second.msspTransactionId, { transactionId: 't-2' }))).toBe('answer_wrong');
  });

  test('one of another hash has the right shape and is found by whoever holds the certificate', async () => {
    const { msspTransactionId } = await begin();
    service.confirm(msspTransactionId, '4708');
    service.behaviour.answer = 'of_another_hash';
    const signature = await poll(msspTransactionId);
    expect(signature).toHaveLength(256);
    expect(isSignatureOf(key, 'a', signature === 'waiting' ? Buffer.alloc(0) : signature)).toBe(false);
  });

  test('asked under another name, the service knows nothing', async () => {
    const { msspTransactionId } = await begin();
    expect(await told(poll(msspTransactionId, { transactionId: 't-2' }))).toBe('answer_wrong');
    await expect(poll('M1"')).rejects.toThrow(RangeError);
  });
});

describe('a service in trouble', () => {
  test.each([
    [101, 'answer_wrong'],
    [104, 'unreachable'],
    [105, 'key_missing'],
    [208, 'timed_out'],
    [209, 'unreachable'],
    [401, 'cancelled'],
    [402, 'pin_locked'],
    [403, 'pin_locked'],
    [404, 'key_missing'],
    [406, 'unreachable'],
    [422, 'certificate_unusable'],
    [501, 'certificate_unusable'],
    [503, 'answer_wrong'],
    [599, 'answer_wrong'],
    [900, 'unreachable'],
  ])('code %i while it waits means %s', async (code, reason) => {
    const { msspTransactionId } = await begin();
    service.behaviour.code = code;
    expect(await told(poll(msspTransactionId))).toBe(reason);
  });

  test('a code of success without a signature, or at the wrong moment, is none', async () => {
    const { msspTransactionId } = await begin();
    for (const code of [100, 500, 502]) {
      service.behaviour.code = code;
      expect(await told(poll(msspTransactionId))).toBe('answer_wrong');
    }
  });

  test.each([400, 404, 415])('HTTP %i', async (status) => {
    service.behaviour.httpStatus = status;
    expect(await told(begin())).toBe('answer_wrong');
  });

  test.each([401, 403, 429, 500, 502, 503])('HTTP %i', async (status) => {
    const { msspTransactionId } = await begin();
    service.behaviour.httpStatus = status;
    expect(await told(begin({ transactionId: 't-2' }))).toBe('unreachable');
    expect(await told(poll(msspTransactionId))).toBe('unreachable');
  });

  test('it never answers', async () => {
    const { msspTransactionId } = await begin();
    service.behaviour.silent = ['signature', 'status'];
    provider = providerWith({ timeoutMs: 300 });
    expect(await told(begin({ transactionId: 't-2' }))).toBe('unreachable');
    expect(await told(poll(msspTransactionId))).toBe('unreachable');
  });

  test('it is slow but answers in time', async () => {
    service.behaviour.delayMs = 100;
    const { msspTransactionId } = await begin();
    expect(await poll(msspTransactionId)).toBe('waiting');
  });
});
