import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import * as field from './fields.ts';
import { checkDigitOf } from './tax-number.ts';

const messages = (schema: z.ZodType, input: unknown) => schema.safeParse(input).error?.issues.map((one) => one.message);
const accepts = (schema: z.ZodType, input: unknown) => schema.safeParse(input).success;

describe('text', () => {
  test('in NFC and NFD is the same name', () => {
    const name = 'Nguyễn Thị Bé Sáu';
    expect(field.personName.parse(name.normalize('NFD'))).toBe(field.personName.parse(name.normalize('NFC')));
  });
  test('loses outer, double and no-break spaces, zero-width and direction marks', () => {
    const zeroWidth = String.fromCodePoint(0x200b, 0xfeff, 0x202e);
    expect(field.personName.parse(`  Trần${zeroWidth}\u00a0 Văn   A `)).toBe('Trần Văn A');
  });
  test('with a zero-width space inside a letter and its mark still becomes one letter', () => {
    expect(field.shortText(10).parse(`a${String.fromCodePoint(0x200b, 0x301)}`)).toBe('á');
  });
  test.each(['<script>alert(1)</script>', "Robert'); DROP TABLE dossier;--", '{{7*7}}', '../../etc/passwd', '👪 nhà'])(
    'takes %s as text like any other',
    (text) => {
      expect(field.shortText(100).parse(text)).toBe(text);
      expect(field.longText(100).parse(text)).toBe(text);
    },
  );
  test.each([0, 7, 27, 0x7f, 0x85])('with the control character %i is refused', (code) => {
    const text = `a${String.fromCodePoint(code)}b`;
    expect(accepts(field.shortText(10), text)).toBe(false);
    expect(accepts(field.longText(10), text)).toBe(false);
  });
  test('with half a surrogate pair is refused', () => {
    expect(accepts(field.shortText(10), 'a\ud800')).toBe(false);
    expect(accepts(field.longText(10), 'a\udc00b')).toBe(false);
  });
  test('of one line has no line end, of several has plain ones', () => {
    expect(accepts(field.shortText(10), 'a\nb')).toBe(false);
    expect(field.longText(10).parse('a\r\nb\rc\n')).toBe('a\nb\nc');
  });
  test('of nothing but spaces is missing', () => {
    expect(messages(field.shortText(10), ' \u200b ')).toEqual(['Chưa nhập. Hãy điền mục này.']);
  });
  test('too long is refused, measured after tidying', () => {
    expect(accepts(field.shortText(3), 'abcd')).toBe(false);
    expect(field.shortText(3).parse('  ấấấ  '.normalize('NFD'))).toBe('ấấấ');
  });
  test('is no name without a letter', () => expect(accepts(field.personName, '123 --')).toBe(false));
  test.each([1, null, undefined, {}, ['a'], true])('is not %s', (input) => {
    expect(accepts(field.shortText(10), input)).toBe(false);
  });
});

describe('numbers of people and firms', () => {
  test('a personal number has 12 digits, or 9 of the old card', () => {
    expect(field.personalNumber.parse(' 082 090 001 234 ')).toBe('082090001234');
    expect(field.personalNumber.parse('311234567')).toBe('311234567');
    const wrong = ['08209000123', '0820900012345', '08209000123a', '000090001234', '082490001234', '111111111111', ''];
    expect(wrong.filter((one) => accepts(field.personalNumber, one))).toEqual([]);
    expect(messages(field.personalNumber, '0820')?.[0]).toContain('gồm 12 chữ số');
  });
  test('a personal number tells year of birth and sex', () => {
    expect([field.birthYearOf('082090001234'), field.sexOf('082090001234')]).toEqual([1990, 'male']);
    expect([field.birthYearOf('082305001234'), field.sexOf('082305001234')]).toEqual([2005, 'female']);
    expect([field.birthYearOf('311234567'), field.sexOf('311234567')]).toEqual([undefined, undefined]);
  });
  test('an age is reached on the birthday, that of the leap day on 28 February', () => {
    expect(field.hasReachedAge('2008-06-03', 18, '2026-06-02')).toBe(false);
    expect(field.hasReachedAge('2008-06-03', 18, '2026-06-03')).toBe(true);
    expect(field.hasReachedAge('2008-02-29', 18, '2026-02-28')).toBe(true);
  });
  test('a tax number has its check digit', () => {
    // 29 + 17 + 9·7 + 5 = 114 = 10·11 + 4, so the tenth digit is 10 - 4 = 6.
    expect(checkDigitOf('010010910')).toBe(6);
    expect(field.taxNumber.parse('0100109106')).toBe('0100109106');
    expect(field.taxNumber.parse('0100109106001')).toBe('0100109106-001');
    expect(field.taxNumber.parse('0100109106-001')).toBe('0100109106-001');
    const wrong = ['0100109105', '010010910', '0100109106-01', '0100109106-000', '0100190106', 'x100109106'];
    expect(wrong.filter((one) => accepts(field.taxNumber, one))).toEqual([]);
  });
});

describe('ways to reach somebody', () => {
  test.each([
    ['0912345678', '0912345678'],
    ['+84 912 345 678', '0912345678'],
    ['+84(0)912345678', '0912345678'],
    ['0084912345678', '0912345678'],
    ['0912.345.678', '0912345678'],
    ['(0273) 3872-123', '02733872123'],
    ['+842733872123', '02733872123'],
  ])('%s is kept as %s', (typed, kept) => expect(field.phone.parse(typed)).toBe(kept));
  test.each(['912345678', '0112345678', '091234567', '09123456789', '0273387212', '+1 202 555 0123', 'gọi tôi', ''])(
    '%s is no telephone number',
    (typed) => expect(accepts(field.phone, typed)).toBe(false),
  );
  test('an e-mail address is kept in small letters', () => {
    expect(field.email.parse(' An.Nguyen@TienGiang.gov.VN ')).toBe('an.nguyen@tiengiang.gov.vn');
    expect(
      ['a', 'a@', '@b.vn', 'a b@c.vn', 'a@b', 'a@b.vn\nBcc: x@y.vn'].filter((one) => accepts(field.email, one)),
    ).toEqual([]);
  });
});

describe('days, amounts, keys', () => {
  test.each([
    ['2026-11-23', '2026-11-23'],
    ['23/11/2026', '2026-11-23'],
    ['3-2-2020', '2020-02-03'],
    ['29/02/2024', '2024-02-29'],
    ['1900-01-01', '1900-01-01'],
  ])('the day %s is kept as %s', (typed, kept) => expect(field.plainDate.parse(typed)).toBe(kept));
  test.each([
    '1899-12-31',
    '2023-02-29',
    '31/04/2026',
    '2026-13-01',
    '2200-01-01',
    '2026-1-1',
    '',
    '0000-00-00',
    'mai',
  ])('%s is no day that is taken', (typed) => expect(accepts(field.plainDate, typed)).toBe(false));
  test('a day before 1900 is told so', () => {
    expect(messages(field.plainDate, '1899-12-31')).toEqual(['Ngày phải từ 01/01/1900 trở đi.']);
  });
  test('an amount is whole, not negative and not endless', () => {
    expect(field.amountVnd.parse(0)).toBe(0);
    expect([1.5, -1, 1e15, Number.NaN, Infinity, '5', 2 ** 53].filter((one) => accepts(field.amountVnd, one))).toEqual(
      [],
    );
  });
  test('a key is a uuid in small letters', () => {
    expect(field.uuid.parse('0190B3C4-1234-7ABC-8DEF-0123456789AB')).toBe('0190b3c4-1234-7abc-8def-0123456789ab');
    expect(accepts(field.uuid, "' or 1=1")).toBe(false);
  });
});
