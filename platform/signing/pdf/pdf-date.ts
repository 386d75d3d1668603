import { offsetMinutes } from '@cuaso/kernel/clock.ts';

const offsetMs = offsetMinutes * 60_000;

/** An instant as a PDF writes it (ISO 32000, 7.9.4), with Viet Nam's offset: `D:20261127140509+07'00'`. */
export function pdfDateOf(at: Date): string {
  const digits = new Date(at.getTime() + offsetMs).toISOString().replace(/\D/g, '').slice(0, 14);
  return `D:${digits}+07'00'`;
}

/** The instant of a PDF's date; null where it is none. */
export function instantOf(text: string): Date | null {
  const match = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text);
  if (match === null) return null;
  const part = (i: number, otherwise: number): number => (match[i] === undefined ? otherwise : Number(match[i]));
  const [month, day, hour, minute, second] = [part(2, 1), part(3, 1), part(4, 0), part(5, 0), part(6, 0)];
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return null;
  const shift = (part(8, 0) * 60 + part(9, 0)) * (match[7] === '-' ? -1 : 1);
  return new Date(Date.UTC(part(1, 0), month - 1, day, hour, minute - shift, second));
}

/** An instant as it stands in the corner of a signed page (Decree 30/2020, annex I): `27/11/2026 14:05:09 +07:00`. */
export function cornerTimeOf(at: Date): string {
  const local = new Date(at.getTime() + offsetMs).toISOString();
  return `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)} ${local.slice(11, 19)} +07:00`;
}
