import { withoutDiacritics } from './vietnamese.ts';

/** A part of a text that tells who somebody is. */
export type PersonalDatum = { kind: 'email' | 'number' | 'address' | 'name'; text: string };

/** What each kind is called. */
export const personalDatumTitles: Readonly<Record<PersonalDatum['kind'], string>> = {
  email: 'địa chỉ thư điện tử',
  number: 'số điện thoại, số giấy tờ hoặc mã hồ sơ',
  address: 'số nhà',
  name: 'họ tên',
};

const email = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
const house = /số nhà\s*:?\s*\p{L}?\d[\p{L}\d/-]*/giu;
const longNumber = /\+?\d(?:[ .-]{0,2}\d){7,}/g;
const day = /^\d{1,2}[ .-]{1,2}\d{1,2}[ .-]{1,2}\d{4}$/;
const money = /^[1-9]\d{0,2}(?:[. ]\d{3})+$/;

/**
 * What in a text to be published tells who somebody is, as far as a program can see: e-mail addresses, long numbers, house
 * numbers, and the names that are known to belong to it. A person still has to read it.
 */
export function personalDataIn(text: string, knownNames: readonly string[] = []): PersonalDatum[] {
  const emails = (text.match(email) ?? []).map((found) => ({ kind: 'email' as const, text: found }));
  const numbers = (text.match(longNumber) ?? [])
    .filter((found) => !day.test(found) && !money.test(found))
    .map((found) => ({ kind: 'number' as const, text: found }));
  const houses = (text.match(house) ?? []).map((found) => ({ kind: 'address' as const, text: found }));
  const plain = plainOf(text);
  const names = knownNames
    .filter((name) => name.trim() !== '' && plain.includes(plainOf(name)))
    .map((name) => ({ kind: 'name' as const, text: name }));
  return [...emails, ...numbers, ...houses, ...names];
}

/** One sentence for the person who wants to publish the text; nothing where nothing was found. */
export function personalDataSentence(found: readonly PersonalDatum[]): string | undefined {
  if (found.length === 0) return undefined;
  const parts = found.slice(0, 5).map(({ kind, text }) => `${personalDatumTitles[kind]} “${text}”`);
  return `Còn thông tin cá nhân: ${parts.join('; ')}. Hãy bỏ đi trước khi đăng.`;
}

function plainOf(text: string): string {
  return ` ${withoutDiacritics(text)
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean)
    .join(' ')} `;
}
