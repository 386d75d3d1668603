import type { PlainDate } from './clock.ts';
import { dayOf, minuteOfDay } from './clock.ts';
import type { Vnd } from './money.ts';

/** How the empty tens are read: "linh" is the written standard, "lẻ" the southern habit. */
export type ZeroTens = 'linh' | 'lẻ';

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const billion = 1_000_000_000n;
const collator = new Intl.Collator('vi', { numeric: true });

/** The one form in which text is kept and compared: Unicode NFC. */
export function nfc(text: string): string {
  return text.normalize('NFC');
}

/** The text as somebody types it without Vietnamese marks: "Đường Ấp Bắc" → "Duong Ap Bac". */
export function withoutDiacritics(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .normalize('NFC');
}

/** Compares in Vietnamese dictionary order (a ă â … d đ e ê …), numbers by value. */
export function collate(a: string, b: string): number {
  return collator.compare(a, b);
}

/** The text with a capital first letter. */
export function capitalise(text: string): string {
  const first = text.match(/^\P{M}\p{M}*/u)?.[0] ?? '';
  return first.toLocaleUpperCase('vi') + text.slice(first.length);
}

/** A day as people read it: 23/11/2026. */
export function formatDate(at: PlainDate | Date): string {
  const { day, month, year } = partsOf(at);
  return `${day}/${month}/${year}`;
}

/** A moment as people read it: 15:04 23/11/2026. */
export function formatDateTime(at: Date): string {
  return `${formatTime(at)} ${formatDate(at)}`;
}

/** The clock time of a moment: 15:04. */
export function formatTime(at: Date): string {
  const minute = minuteOfDay(at);
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/** A day in an official document (NĐ 30/2020, annex I): "ngày 05 tháng 02 năm 2026", "ngày 23 tháng 11 năm 2026". */
export function formatDateInWords(at: PlainDate | Date): string {
  const { day, month, year } = partsOf(at);
  // Only days under 10 and the months 1 and 2 take a leading zero there.
  return `ngày ${day} tháng ${Number(month) <= 2 ? month : Number(month)} năm ${year}`;
}

/** An amount as people read it: "1.250.000 đồng". */
export function formatVnd(amount: Vnd): string {
  const text = BigInt(amount).toString();
  return `${text.replace(/\B(?=(\d{3})+$)/g, '.')} đồng`;
}

/** An amount as a receipt spells it: "Một triệu hai trăm năm mươi nghìn đồng". */
export function amountInWords(amount: Vnd, zeroTens: ZeroTens = 'linh'): string {
  const value = BigInt(amount);
  if (value === 0n) return 'Không đồng';
  const words = read(value < 0n ? -value : value, zeroTens, false);
  return `${capitalise(value < 0n ? `âm ${words}` : words)} đồng`;
}

function partsOf(at: PlainDate | Date): { year: string; month: string; day: string } {
  const text = typeof at === 'string' ? at : dayOf(at);
  return { year: text.slice(0, 4), month: text.slice(5, 7), day: text.slice(8, 10) };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function read(value: bigint, zeroTens: ZeroTens, afterHigher: boolean): string {
  const high = value / billion;
  const low = value % billion;
  if (high === 0n) return readBelowBillion(Number(low), zeroTens, afterHigher);
  const head = `${read(high, zeroTens, afterHigher)} tỷ`;
  return low === 0n ? head : `${head} ${readBelowBillion(Number(low), zeroTens, true)}`;
}

function readBelowBillion(value: number, zeroTens: ZeroTens, afterHigher: boolean): string {
  const groups = [
    { value: Math.floor(value / 1_000_000), unit: ' triệu' },
    { value: Math.floor(value / 1000) % 1000, unit: ' nghìn' },
    { value: value % 1000, unit: '' },
  ];
  const words: string[] = [];
  for (const group of groups) {
    if (group.value === 0) continue;
    words.push(readGroup(group.value, zeroTens, afterHigher || words.length > 0) + group.unit);
  }
  return words.join(' ');
}

function readGroup(value: number, zeroTens: ZeroTens, full: boolean): string {
  const hundreds = Math.floor(value / 100);
  const rest = readTens(value % 100, zeroTens, full || hundreds > 0);
  return full || hundreds > 0 ? `${digits[hundreds]} trăm${rest === '' ? '' : ` ${rest}`}` : rest;
}

function readTens(value: number, zeroTens: ZeroTens, afterHundreds: boolean): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (value === 0) return '';
  if (tens === 0) {
    if (!afterHundreds) return digits[ones] ?? '';
    return `${zeroTens} ${ones === 4 && zeroTens === 'linh' ? 'tư' : digits[ones]}`;
  }
  if (ones === 0) return tens === 1 ? 'mười' : `${digits[tens]} mươi`;
  if (tens === 1) return `mười ${ones === 5 ? 'lăm' : digits[ones]}`;
  return `${digits[tens]} mươi ${onesAfterTens(ones)}`;
}

function onesAfterTens(ones: number): string {
  if (ones === 1) return 'mốt';
  if (ones === 4) return 'tư';
  if (ones === 5) return 'lăm';
  return digits[ones] ?? '';
}
