import { addDays, dayOf, instantAt, minuteOfDay } from '@cuaso/kernel/clock.ts';

/** The minutes of the local day between which nobody is disturbed; `from` may lie after `until`, over midnight. */
export type QuietHours = { from: number; until: number };

/** From nine in the evening to seven in the morning. */
export const usualQuietHours: QuietHours = { from: 21 * 60, until: 7 * 60 };

/** The first instant from then on at which a person may be disturbed. */
export function firstLoudMoment(at: Date, quiet: QuietHours): Date {
  if (!isQuiet(at, quiet)) return at;
  const day = dayOf(at);
  const today = instantAt(day, quiet.until);
  return today > at ? today : instantAt(addDays(day, 1), quiet.until);
}

/** The morning after: where what is over the limit of a day goes. */
export function nextMorning(at: Date, quiet: QuietHours): Date {
  return instantAt(addDays(dayOf(at), 1), quiet.until);
}

function isQuiet(at: Date, { from, until }: QuietHours): boolean {
  if (from === until) return false;
  const minute = minuteOfDay(at);
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}
