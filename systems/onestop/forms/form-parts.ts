import { fileURLToPath } from 'node:url';
import type { PlainDate } from '@cuaso/kernel/clock.ts';
import { dayOf } from '@cuaso/kernel/clock.ts';
import { formatDateInWords, formatTime } from '@cuaso/kernel/vietnamese.ts';

/** The agency that prints a form. */
export type Office = {
  name: string;
  /** The agency above it, as Decree 30/2020 writes it over the name; empty for a people's committee. */
  parentName: string;
  /** The place in "Mỹ Tho, ngày …". */
  place: string;
};

/** Whose dossier it is, as the forms name them. */
export type FormApplicant = { name: string; address: string; phone: string; email: string };

/** Where a template of this folder lies. */
export function templateFile(name: string): string {
  return fileURLToPath(new URL(`./${name}.typ`, import.meta.url));
}

/** An instant as the forms write it: "09 giờ 15 phút, ngày 23 tháng 11 năm 2026". */
export function formInstant(at: Date): string {
  const [hour, minute] = formatTime(at).split(':');
  return `${hour} giờ ${minute} phút, ${formatDateInWords(dayOf(at))}`;
}

/** A day or the day of an instant as the head of a document writes it. */
export function formDay(at: PlainDate | Date): string {
  return formatDateInWords(at);
}
