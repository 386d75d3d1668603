import { checkCodeOf } from '@cuaso/platform/signing/mobile/check-code.ts';
import { mobileProvider } from '@cuaso/platform/signing/mobile/mobile-provider.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMssService } from './mss-service.ts';
import type { MssService } from './mss-service.ts';
import { sampleKey } from './sample-key.ts';

const { keyPem } = sampleKey('Đỗ Văn Hùng');
const now = new Date('2026-11-23T02:00:00Z');
const digest = Buffer.alloc(32, 9);

let service: MssService;

beforeEach(async () => {
  const phones = [
    { msisdn: '84912345678', keyPem, pin: '4708' },
    { msisdn: '84987654321', keyPem },
  ];
  service = await startMssService({ phones, now: () => now });
});
afterEach(() => service.close());

async function asked(display = 'Giấy phép <số> 12', msisdn = '84912345678'): Promise<string> {
  const provider = mobileProvider(service);
  const validUntil = new Date('2026-11-23T02:05:00Z');
  const transactionId = `t-${service.pending().length}-${msisdn}`;
  return (await provider.begin({ msisdn, digest, display, transactionId, validUntil, now })).msspTransactionId;
}

const screen = async (path = '/dien-thoai/84912345678') => (await fetch(new URL(path, service.url))).text();

async function press(key: string, form: Record<string, string>, msisdn = '84912345678'): Promise<string> {
  const address = new URL(`/dien-thoai/${msisdn}/${key}`, service.url);
  const response = await fetch(address, { method: 'POST', body: new URLSearchParams(form) });
  return /role="status">([^<]*)/.exec(await response.text())?.[1] ?? '';
}

test('an idle telephone says so, says that it is none, and looks again by itself', async () => {
  const response = await fetch(service.pageOf('84912345678'));
  const text = await response.text();
  expect(response.headers.get('refresh')).toBe('3');
  expect(text).toContain('Chưa có yêu cầu nào');
  expect(text).toContain('Mô phỏng: đây không phải điện thoại thật');
});

test('a request shows text, code and time as they are, and stays while a PIN is typed', async () => {
  await asked();
  const response = await fetch(service.pageOf('84912345678'));
  const text = await response.text();
  expect(response.headers.get('refresh')).toBeNull();
  expect(text).toContain('Giấy phép &#60;số&#62; 12');
  expect(text).toContain(`<strong class="code">${checkCodeOf(digest)}</strong>`);
  expect(text).toContain('Hết hạn lúc 09:05:00');
  expect(text).not.toContain('<script');
});

test('Ký with the right PIN signs, with a wrong one it asks again, and the third locks', async () => {
  const [first, second] = [await asked(), await asked()];
  expect(await press('ky', { 'giao-dich': first, pin: '1' })).toBe('Sai mã PIN. Hãy nhập lại.');
  expect(await press('ky', { 'giao-dich': first, pin: '4708' })).toBe('Đã ký.');
  expect(await press('ky', { 'giao-dich': first, pin: '4708' })).toBe('Yêu cầu này không còn chờ nữa.');
  expect(service.transaction(first)?.state).toBe('signed');
  for (const pin of ['1', '2']) await press('ky', { 'giao-dich': second, pin });
  expect(await press('ky', { 'giao-dich': second, pin: '3' })).toContain('SIM đã bị khóa');
  expect(await screen()).toContain('SIM đang bị khóa');
});

test('Hủy ends the request', async () => {
  const transaction = await asked();
  expect(await press('huy', { 'giao-dich': transaction })).toBe('Đã hủy yêu cầu.');
  expect(service.transaction(transaction)?.state).toBe('cancelled');
  expect(await screen()).toContain('đã hủy');
});

test('one telephone cannot press for another', async () => {
  const transaction = await asked();
  expect(await press('huy', { 'giao-dich': transaction }, '84987654321')).toBe('Yêu cầu này không còn chờ nữa.');
  expect(service.transaction(transaction)?.state).toBe('waiting');
});

test('a SIM without a PIN asks for none', async () => {
  const transaction = await asked('Tờ trình', '84987654321');
  expect(await screen('/dien-thoai/84987654321')).not.toContain('type="password"');
  expect(await press('ky', { 'giao-dich': transaction }, '84987654321')).toBe('Đã ký.');
});

test('the telephones are listed, and what is none is not found', async () => {
  expect(await screen('/dien-thoai')).toContain('href="/dien-thoai/84987654321"');
  for (const path of ['/', '/dien-thoai/84900000000']) {
    expect((await fetch(new URL(path, service.url))).status).toBe(404);
  }
});
