import { expect, test } from 'vitest';
import { freshnessLook, trustLook } from './authority-words.ts';

const now = new Date('2026-03-02T03:00:00Z');
const authority = {
  isAnchor: true,
  trustedUntil: null,
  validUntil: '2036-01-01T00:00:00Z',
  crlUrl: 'http://crl.example/a.crl',
  listFetchedAt: '2026-03-02T01:00:00Z',
  listGoodUntil: '2026-03-03T01:00:00Z',
  listProblem: '',
};

test('trust ends when it was ended or when the certificate ends', () => {
  expect(trustLook(authority, now).tone).toBe('success');
  expect(trustLook({ ...authority, trustedUntil: '2026-03-01T00:00:00Z' }, now).label).toBe(
    'Ngừng tin cậy từ 01/03/2026',
  );
  expect(trustLook({ ...authority, trustedUntil: '2027-03-01T00:00:00Z' }, now).tone).toBe('success');
  expect(trustLook({ ...authority, validUntil: '2026-03-01T00:00:00Z' }, now).tone).toBe('danger');
});

test('a list is fresh until its end, and what is missing is said', () => {
  expect(freshnessLook(authority, now)).toMatchObject({ tone: 'success', label: 'Có giá trị đến 08:00 03/03/2026' });
  expect(freshnessLook({ ...authority, listGoodUntil: '2026-03-02T02:59:59Z' }, now).tone).toBe('danger');
  expect(freshnessLook({ ...authority, listFetchedAt: null, listGoodUntil: null }, now).label).toBe(
    'Chưa tải được lần nào',
  );
  expect(freshnessLook({ ...authority, crlUrl: '' }, now).tone).toBe('warning');
});
