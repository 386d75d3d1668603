import { z } from 'zod';
import { addMonths, isPlainDate } from './clock.ts';
import { maxVnd } from './money.ts';
import { isTaxNumber } from './tax-number.ts';

const latestDay = '2199-12-31';

/** One line of text; HTML, SQL and every script are text like any other. `shortText(200)` is required and not empty. */
export function shortText(max: number) {
  return z
    .string()
    .overwrite(tidyLine)
    .refine(isPrintableLine, { error: 'Có ký tự điều khiển hoặc xuống dòng không dùng được ở đây. Hãy xoá và gõ lại.' })
    .min(1, { error: 'Chưa nhập. Hãy điền mục này.' })
    .max(max);
}

/** Text of several lines; line ends become `\n`. */
export function longText(max: number) {
  return z
    .string()
    .overwrite(tidyText)
    .refine(isPrintableText, { error: 'Có ký tự điều khiển không dùng được. Hãy xoá và gõ lại.' })
    .min(1, { error: 'Chưa nhập. Hãy điền mục này.' })
    .max(max);
}

/** The name of a person or an organisation; NFC and NFD spellings become the same name. */
export const personName = shortText(150).refine((name) => /\p{L}/u.test(name), {
  error: 'Họ tên phải có chữ cái. Ví dụ: Nguyễn Thị Bé Sáu.',
});

/**
 * A personal number (12 digits: place 3, century and sex 1, year 2, random 6; Luật Căn cước 2023 art. 12, NĐ 137/2015
 * art. 13) or an identity card number of before 2016 (9 digits).
 */
export const personalNumber = z
  .string()
  .overwrite(tidyNumber)
  .regex(/^(?:\d{12}|\d{9})$/, {
    error: 'Số định danh cá nhân gồm 12 chữ số (hoặc 9 chữ số của CMND cũ). Ví dụ: 082090001234.',
    abort: true,
  })
  .refine(isPlausiblePersonalNumber, {
    error: 'Số định danh cá nhân không đúng: xem lại 3 số đầu (mã nơi khai sinh) và số thứ tư (thế kỷ, giới tính).',
  });

/** A tax number: 10 digits with a check digit, or 10-3 for a dependent unit (TT 105/2020/TT-BTC art. 5). */
export const taxNumber = z
  .string()
  .overwrite((text) => tidyNumber(text).replace(/^(\d{10})-?(\d{3})$/, '$1-$2'))
  .regex(/^\d{10}(?:-\d{3})?$/, {
    error: 'Mã số thuế gồm 10 chữ số, đơn vị phụ thuộc thêm 3 chữ số. Ví dụ: 0100109106 hoặc 0100109106-001.',
    abort: true,
  })
  .refine(isTaxNumber, { error: 'Mã số thuế sai chữ số kiểm tra. Hãy đối chiếu với giấy đăng ký.' });

/** A telephone number of Viet Nam, kept as 0…: mobile 10 digits, landline 11 digits (02…); +84 is accepted. */
export const phone = z
  .string()
  .overwrite((text) =>
    tidyNumber(text)
      .replace(/^(?:\+|00)84(?:\(?0\)?)?/, '0')
      .replace(/[()-]/g, ''),
  )
  .regex(/^0(?:[35789]\d{8}|2\d{9})$/, {
    error: 'Số điện thoại di động gồm 10 chữ số, số cố định gồm 11 chữ số. Ví dụ: 0912345678 hoặc 02733872123.',
  });

/** An e-mail address, kept in small letters. */
export const email = z
  .string()
  .overwrite((text) => tidyLine(text).toLowerCase())
  .max(254)
  .check(z.email({ error: 'Địa chỉ thư điện tử không đúng. Ví dụ: ten@tiengiang.gov.vn.' }));

/** A day from 1900 on, kept as YYYY-MM-DD; 23/11/2026 is accepted too. */
export const plainDate = z
  .string()
  .overwrite(tidyDate)
  .refine(isPlainDate, { error: 'Ngày không đúng hoặc không có thật. Ví dụ: 23/11/2026.', abort: true })
  .refine((day) => day >= '1900-01-01', { error: 'Ngày phải từ 01/01/1900 trở đi.' })
  .refine((day) => day <= latestDay, { error: 'Ngày quá xa. Hãy xem lại năm.' });

/** A whole amount of đồng, not negative. */
export const amountVnd = z
  .number()
  .int({ error: 'Số tiền là số đồng nguyên. Ví dụ: 1250000.' })
  .min(0, { error: 'Số tiền không được âm.' })
  .max(maxVnd, { error: 'Số tiền quá lớn. Hãy xem lại số chữ số.' });

/** The key of a row. */
export const uuid = z
  .string()
  .toLowerCase()
  .check(z.uuid({ error: 'Mã định danh không đúng dạng.' }));

/** The year of birth that a 12-digit personal number tells; undefined for an old 9-digit number. */
export function birthYearOf(number: string): number | undefined {
  if (number.length !== 12) return undefined;
  return 1900 + Math.floor(Number(number[3]) / 2) * 100 + Number(number.slice(4, 6));
}

/** The sex that a 12-digit personal number tells; undefined for an old 9-digit number. */
export function sexOf(number: string): 'male' | 'female' | undefined {
  if (number.length !== 12) return undefined;
  return Number(number[3]) % 2 === 0 ? 'male' : 'female';
}

/** Whether somebody born on the day has reached the age on the other day (BLDS 2015 art. 146: the birthday counts). */
export function hasReachedAge(bornOn: string, years: number, on: string): boolean {
  return addMonths(bornOn, years * 12) <= on;
}

// Digits 0 to 3 are births of 1900 to 2099; 4 and above would be births after 2099.
function isPlausiblePersonalNumber(number: string): boolean {
  if (/^(\d)\1+$/.test(number)) return false;
  return number.length === 9 || (!number.startsWith('000') && Number(number[3]) <= 3);
}

// Zero-width and direction marks come with copied text; nobody sees them and they hide differences.
function strip(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, '')
    .normalize('NFC');
}

function tidyLine(text: string): string {
  return strip(text)
    .trim()
    .replace(/[\p{Zs}]+/gu, ' ');
}

function tidyText(text: string): string {
  return strip(text).replace(/\r\n?/g, '\n').trim();
}

function tidyNumber(text: string): string {
  return strip(text)
    .replace(/[\p{Zs}.]/gu, '')
    .trim();
}

function tidyDate(text: string): string {
  const line = tidyLine(text);
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(line);
  if (match === null) return line;
  const [, day = '', month = '', year = ''] = match;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function isPrintableLine(text: string): boolean {
  return text.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}

function isPrintableText(text: string): boolean {
  return text.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(text);
}
