import { expect, test } from 'vitest';
import { personalDataIn, personalDataSentence } from './personal-data.ts';

const kindsIn = (text: string, names: string[] = []) => personalDataIn(text, names).map(({ kind }) => kind);

test('telephone numbers, paper numbers, codes and e-mail addresses are found however they are spaced', () => {
  const numbers = ['0912345678', '0912 345 678', '0912.345.678', '+84 912-345-678', '082090001234', '082 090 001 234'];
  const found = numbers.map((number) => [number, kindsIn(`Xin gọi ${number} nhé.`)]);
  expect(found).toEqual(numbers.map((number) => [number, ['number']]));
  expect(kindsIn('Hồ sơ 000.00.15.H58-201123-0007')).toEqual(['number']);
  expect(kindsIn('thư về Ba.Nam+x@Example.com.vn nhé')).toEqual(['email']);
  expect(kindsIn('Tôi ở số nhà 12/3A, ấp 4')).toEqual(['address']);
});

test('days, amounts, articles of law and hours are not personal', () => {
  const plain =
    'Ngày 12.03.2026 và 12-03-2026 nộp 150.000 đồng, tổng 12 500 000 đồng, theo Nghị định 61/2018/NĐ-CP, lúc 8:30.';
  expect(personalDataIn(plain)).toEqual([]);
});

test('a known name is found without its tones and as whole words only', () => {
  expect(kindsIn('tran thi MAI đã chờ', ['Trần Thị Mai'])).toEqual(['name']);
  expect(kindsIn('Trần Thị Maihoa', ['Trần Thị Mai'])).toEqual([]);
  expect(kindsIn('Không ai cả', ['', ' '])).toEqual([]);
});

test('the sentence names what was found', () => {
  expect(personalDataSentence([])).toBeUndefined();
  expect(personalDataSentence(personalDataIn('gọi 0912345678'))).toContain('“0912345678”');
});
