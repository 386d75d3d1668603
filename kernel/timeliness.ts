import type { WorkCalendar } from './calendar.ts';
import { workingMsBetween } from './calendar.ts';
import { dayOf } from './clock.ts';

/** How a result stands to its promise. */
export const timelinesses = ['early', 'on_time', 'late'] as const;

/** Early, on time or late. */
export type Timeliness = (typeof timelinesses)[number];

/** What the three are called on pages and in reports. */
export const timelinessTitles: Readonly<Record<Timeliness, string>> = {
  early: 'Trước hạn',
  on_time: 'Đúng hạn',
  late: 'Quá hạn',
};

/**
 * The only definition: early if the result was ready on a day before the due day, on time if on the due day and not
 * after the due moment, late if after it (NĐ 61/2018 art. 30; TT 01/2018/TT-VPCP).
 */
export function timelinessOf(dueAt: Date, readyAt: Date): Timeliness {
  if (dayOf(readyAt) < dayOf(dueAt)) return 'early';
  return readyAt.getTime() <= dueAt.getTime() ? 'on_time' : 'late';
}

/** Working minutes left until the due moment, rounded up; the minutes overdue as a negative number once it is past. */
export function remainingOf(calendar: WorkCalendar, now: Date, dueAt: Date): number {
  const minutes = workingMsBetween(calendar, now.getTime(), dueAt.getTime()) / 60_000;
  return minutes < 0 ? Math.floor(minutes) : Math.ceil(minutes) + 0;
}
