import { withoutDiacritics } from './vietnamese.ts';

/** A transfer to be asked for by a QR code: to which bank (its BIN) and account, how much, and what the payer's bank writes with it. */
export type Transfer = { bankBin: string; accountNumber: string; amountVnd: number; purpose: string };

const napas = 'A000000727';
const toAccount = 'QRIBFTTA';
const vietnameseDong = '704';

/**
 * The text of a VietQR code: tag, length, value as EMVCo's merchant-presented mode says, the account under NAPAS's
 * identifier (tag 38), amount and purpose fixed, and the check sum at the end.
 */
export function vietQrOf({ bankBin, accountNumber, amountVnd, purpose }: Transfer): string {
  if (!/^\d{6}$/.test(bankBin)) throw new RangeError('a BIN has six digits');
  if (!/^[0-9A-Za-z]{1,19}$/.test(accountNumber)) throw new RangeError('an account has up to 19 letters and digits');
  if (!Number.isSafeInteger(amountVnd) || amountVnd <= 0 || amountVnd > 9_999_999_999_999)
    throw new RangeError('an amount is a whole number of up to 13 digits');
  const account = field('00', bankBin) + field('01', accountNumber);
  const fields = [
    field('00', '01'),
    field('01', '12'),
    field('38', field('00', napas) + field('01', account) + field('02', toAccount)),
    field('53', vietnameseDong),
    field('54', String(amountVnd)),
    field('58', 'VN'),
    field('62', field('08', purposeOf(purpose))),
  ];
  const text = `${fields.join('')}6304`;
  return text + checkSumOf(text);
}

/** A purpose as every bank takes it: Latin letters, digits and spaces, no diacritics, at most 25 of them. */
export function purposeOf(text: string): string {
  return withoutDiacritics(text)
    .replace(/[^0-9A-Za-z ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 25)
    .trim();
}

/** CRC-16/CCITT-FALSE of an ASCII text (polynomial 1021, start FFFF), as four hexadecimal digits. */
export function checkSumOf(text: string): string {
  let sum = 0xffff;
  for (const letter of text) {
    sum ^= letter.charCodeAt(0) << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 0x8000) === 0 ? sum << 1 : (sum << 1) ^ 0x1021;
    sum &= 0xffff;
  }
  return sum.toString(16).toUpperCase().padStart(4, '0');
}

function field(tag: string, value: string): string {
  if (value.length === 0 || value.length > 99) throw new RangeError(`field ${tag} has 1 to 99 characters`);
  return tag + String(value.length).padStart(2, '0') + value;
}
