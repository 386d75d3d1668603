import { z } from 'zod';
import { commonPasswords } from './data/common-passwords.ts';

const leastCharacters = 10;

/** A password as somebody types it to prove who they are: any text, in Unicode form NFC. */
export const typedPassword = z
  .string()
  .overwrite((text) => text.normalize('NFC'))
  .min(1, { error: 'Chưa nhập mật khẩu.' })
  .max(200)
  .refine((text) => text.isWellFormed(), { error: 'Mật khẩu có ký tự không dùng được.' });

/** A password that somebody chooses: length is what counts; no rule about signs and digits, they only make it harder to keep. */
export const chosenPassword = typedPassword
  .refine((text) => [...text].length >= leastCharacters, {
    error: `Mật khẩu cần ít nhất ${leastCharacters} ký tự. Một câu ngắn dễ nhớ là tốt nhất.`,
    abort: true,
  })
  .refine((text) => !/[\p{Cc}]/u.test(text), { error: 'Mật khẩu có ký tự điều khiển không dùng được.' })
  .refine((text) => !isCommon(text), { error: 'Mật khẩu này quá nhiều người dùng. Hãy chọn mật khẩu khác.' });

/** Why the password does not fit this account, in words; nothing when it does. */
export function passwordProblemOf(password: string, account: { login: string; name: string }): string | undefined {
  const plain = plainOf(password);
  const own = [account.login, account.name].map(plainOf).filter((word) => word.length >= 4 && plain.includes(word));
  const rest = own.reduce((text, word) => text.replaceAll(word, ''), plain);
  if (own.length === 0 || rest.length >= 4) return undefined;
  return 'Mật khẩu không được là tên đăng nhập hay họ tên. Hãy chọn mật khẩu khác.';
}

function isCommon(password: string): boolean {
  const plain = plainOf(password);
  return new Set(password).size <= 2 || commonPasswords.has(plain) || isRun(plain);
}

/** 1234567890, 0987654321, abcdefghij: each character one step from the one before. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const [first] = steps;
  const same = steps.filter((step) => step === first || step === (first ?? 0) - 10 * Math.sign(first ?? 0));
  return Math.abs(first ?? 0) === 1 && same.length === steps.length;
}

function plainOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]/g, '');
}
