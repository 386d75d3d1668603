import { expect, test } from 'vitest';
import { checkSumOf, purposeOf, vietQrOf } from './vietqr.ts';

/** Reads tag, length, value on its own: it knows nothing of how the code was made. */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  let rest = text;
  while (rest !== '') {
    const length = Number(rest.slice(2, 4));
    if (!/^\d{4}/.test(rest) || rest.length < 4 + length) throw new Error(`not tag, length, value: ${rest}`);
    fields.set(rest.slice(0, 2), rest.slice(4, 4 + length));
    rest = rest.slice(4 + length);
  }
  return fields;
}

const sample = {
  bankBin: '970403',
  accountNumber: '0011012345678',
  amountVnd: 180_000,
  purpose: 'thanh toan don hang',
};

test('a code says bank, account, amount and purpose, as another reader finds them', () => {
  const fields = fieldsOf(vietQrOf(sample));
  expect([...fields.keys()]).toEqual(['00', '01', '38', '53', '54', '58', '62', '63']);
  expect(fields.get('01')).toBe('12');
  const merchant = fieldsOf(fields.get('38') ?? '');
  expect(merchant.get('00')).toBe('A000000727');
  expect(merchant.get('02')).toBe('QRIBFTTA');
  expect(Object.fromEntries(fieldsOf(merchant.get('01') ?? ''))).toEqual({ '00': '970403', '01': '0011012345678' });
  expect([fields.get('53'), fields.get('54'), fields.get('58')]).toEqual(['704', '180000', 'VN']);
  expect(fieldsOf(fields.get('62') ?? '').get('08')).toBe('thanh toan don hang');
});

// From NAPAS's description of the format; it has a reference label (01) that a transfer to an agency does not need.
const published =
  '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E';

test('the published sample has our check sum, and but for its label it is made letter by letter', () => {
  expect(checkSumOf(published.slice(0, -4))).toBe('2E2E');
  const without = published.slice(0, -8).replace('62340107NPS6869', '6223');
  expect(vietQrOf(sample).slice(0, -8)).toBe(without);
});

test('the check sum is that of the published check value and ends the code', () => {
  expect(checkSumOf('123456789')).toBe('29B1');
  const made = vietQrOf(sample);
  expect(made.slice(-8, -4)).toBe('6304');
  expect(checkSumOf(made.slice(0, -4))).toBe(made.slice(-4));
});

test('one changed digit no longer fits the check sum', () => {
  const made = vietQrOf(sample);
  const changed = made.replace('180000', '190000');
  expect(checkSumOf(changed.slice(0, -4))).not.toBe(changed.slice(-4));
});

test('a purpose loses diacritics and what banks do not take, and is cut', () => {
  expect(purposeOf('Nộp lệ phí: TT2345/Đặng')).toBe('Nop le phi TT2345 Dang');
  expect(purposeOf('x'.repeat(40))).toHaveLength(25);
});

test('what is no bank, account or amount is refused', () => {
  expect(() => vietQrOf({ ...sample, bankBin: '97040' })).toThrow(RangeError);
  expect(() => vietQrOf({ ...sample, accountNumber: '12 34' })).toThrow(RangeError);
  expect(() => vietQrOf({ ...sample, amountVnd: 0 })).toThrow(RangeError);
  expect(() => vietQrOf({ ...sample, amountVnd: 1.5 })).toThrow(RangeError);
});
