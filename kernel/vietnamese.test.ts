import { describe, expect, test } from 'vitest';
import { findVnd } from './money.ts';
import {
  amountInWords,
  capitalise,
  collate,
  formatDate,
  formatDateInWords,
  formatDateTime,
  formatVnd,
  withoutDiacritics,
} from './vietnamese.ts';

test.each([
  ['Đường Ấp Bắc, phường 5', 'Duong Ap Bac, phuong 5'],
  ['đặng'.normalize('NFD'), 'dang'],
  ['Nguyễn Thị Ưởng'.normalize('NFD'), 'Nguyen Thi Uong'],
  ['ĐỒNG THÁP', 'DONG THAP'],
  ['plain', 'plain'],
])('%s without marks is %s', (text, bare) => expect(withoutDiacritics(text)).toBe(bare));

test('the dictionary order of Vietnamese', () => {
  const words = ['Ươm', 'Đông', 'da', 'đá', 'Ơn', 'Ăn', 'An', 'Ân', 'On', 'Ôn', 'Phường 10', 'Phường 2'];
  expect(words.toSorted(collate).join(' ')).toBe('An Ăn Ân da đá Đông On Ôn Ơn Phường 2 Phường 10 Ươm');
});

test('days and moments as people read them, in local time', () => {
  const night = new Date('2026-11-23T18:04:00Z');
  expect(formatDate('2026-11-23')).toBe('23/11/2026');
  expect(formatDate(night)).toBe('24/11/2026');
  expect(formatDateTime(night)).toBe('01:04 24/11/2026');
  expect(formatDateInWords('2026-02-05')).toBe('ngày 05 tháng 02 năm 2026');
  expect(formatDateInWords('2026-03-05')).toBe('ngày 05 tháng 3 năm 2026');
  expect(formatDateInWords('2026-11-23')).toBe('ngày 23 tháng 11 năm 2026');
});

test('a capital first letter, also with marks of its own', () => {
  expect(capitalise('đồng')).toBe('Đồng');
  expect(capitalise('ấp'.normalize('NFD')).normalize('NFC')).toBe('Ấp');
  expect(capitalise('')).toBe('');
});

describe('an amount', () => {
  test.each([
    [0, 'Không đồng'],
    [1, 'Một đồng'],
    [4, 'Bốn đồng'],
    [10, 'Mười đồng'],
    [11, 'Mười một đồng'],
    [14, 'Mười bốn đồng'],
    [15, 'Mười lăm đồng'],
    [20, 'Hai mươi đồng'],
    [21, 'Hai mươi mốt đồng'],
    [24, 'Hai mươi tư đồng'],
    [25, 'Hai mươi lăm đồng'],
    [101, 'Một trăm linh một đồng'],
    [104, 'Một trăm linh tư đồng'],
    [105, 'Một trăm linh năm đồng'],
    [111, 'Một trăm mười một đồng'],
    [500, 'Năm trăm đồng'],
    [1000, 'Một nghìn đồng'],
    [1001, 'Một nghìn không trăm linh một đồng'],
    [1015, 'Một nghìn không trăm mười lăm đồng'],
    [10_000, 'Mười nghìn đồng'],
    [1_250_000, 'Một triệu hai trăm năm mươi nghìn đồng'],
    [1_000_005, 'Một triệu không trăm linh năm đồng'],
    [21_054_104, 'Hai mươi mốt triệu không trăm năm mươi tư nghìn một trăm linh tư đồng'],
    [1_000_000_000, 'Một tỷ đồng'],
    [1_005_000_000, 'Một tỷ không trăm linh năm triệu đồng'],
    [1_000_000_000_000, 'Một nghìn tỷ đồng'],
    [2_000_000_000_000_000_000n, 'Hai tỷ tỷ đồng'],
    [-15_000, 'Âm mười lăm nghìn đồng'],
  ])('%s is "%s"', (amount, words) => expect(amountInWords(amount)).toBe(words));

  test('with the southern "lẻ"', () => {
    expect(amountInWords(104, 'lẻ')).toBe('Một trăm lẻ bốn đồng');
    expect(amountInWords(1005, 'lẻ')).toBe('Một nghìn không trăm lẻ năm đồng');
  });

  test('in figures', () => {
    expect(formatVnd(1_250_000)).toBe('1.250.000 đồng');
    expect(formatVnd(0)).toBe('0 đồng');
    expect(formatVnd(-999n)).toBe('-999 đồng');
    expect(formatVnd(12_345_678_901_234_567_890n)).toBe('12.345.678.901.234.567.890 đồng');
  });

  test('is found in what people type, and only there', () => {
    expect(['1.250.000 đ', '1,250,000 VND', '1250000', '1 250 000 đồng'].map(findVnd)).toEqual(
      Array(4).fill(1_250_000),
    );
    expect(['1.25', '-5', '', 'mười', '1.2500', '1e6', '12.50.000'].map(findVnd)).toEqual(Array(7).fill(undefined));
  });
});
