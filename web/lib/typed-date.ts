import { isPlainDate, type PlainDate } from '@cuaso/kernel/clock.ts';

const typed = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/;
const together = /^(\d{2})(\d{2})(\d{4})$/;

/** The day that a person typed the Vietnamese way (5/3/2020, 05-03-2020, 05032020) or as 2020-03-05; nothing if it is none. */
export function parseTypedDate(text: string): PlainDate | undefined {
  const trimmed = text.trim();
  if (isPlainDate(trimmed)) return trimmed;
  const [, day = '', month = '', year = ''] = typed.exec(trimmed) ?? together.exec(trimmed) ?? [];
  const plain = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(plain) ? plain : undefined;
}

/** A day as it is shown in a field for typing: 05/03/2020. Anything else is shown as it is. */
export function typedDateOf(value: string): string {
  return isPlainDate(value) ? value.split('-').toReversed().join('/') : value;
}

/** The day that somebody typed into an address, or the given one; what is no day stays as typed, to be refused in words. */
export function typedDayOr(text: string | undefined, otherwise: string): string {
  return text === undefined ? otherwise : (parseTypedDate(text) ?? text.slice(0, 20));
}
