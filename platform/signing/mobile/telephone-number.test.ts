import { expect, test } from 'vitest';
import { refusalOf } from '../../../test/signing-services/refusal-of.ts';
import { msisdnOf, requireMsisdn } from './telephone-number.ts';

test.each(['0912345678', '+84 912 345 678', '84912345678', '0084.912.345.678', '(091) 234-5678'])(
  '%s is one telephone',
  (text) => expect(msisdnOf(text)).toBe('84912345678'),
);

test('a foreign number stays as it is', () => {
  expect(msisdnOf('+41 79 123 45 67')).toBe('41791234567');
});

test.each(['', '113', 'chưa có', '0912345678a', '84'.repeat(10), '<b>0912345678</b>'])('"%s" is none', async (text) => {
  expect(msisdnOf(text)).toBeUndefined();
  expect(await refusalOf(Promise.resolve().then(() => requireMsisdn(text)))).toBe('key_missing');
});
