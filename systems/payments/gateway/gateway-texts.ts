import { offsetMinutes } from '@cuaso/kernel/clock.ts';
import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';

/** An instant as the gateway writes it: the clock in Viet Nam, fourteen digits. */
export function gatewayTimeOf(at: Date): string {
  return new Date(at.getTime() + offsetMinutes * 60_000).toISOString().replace(/\D/g, '').slice(0, 14);
}

/** A text as the gateway takes it: no diacritics and no signs. */
export function gatewayTextOf(text: string): string {
  return withoutDiacritics(text)
    .replace(/[^0-9A-Za-z ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 200);
}
