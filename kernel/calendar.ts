import type { PlainDate } from './clock.ts';
import { dayNumberOf, dayOfNumber, offsetMinutes, weekdayOfNumber } from './clock.ts';
import { fail } from './errors.ts';

/** Working time within a day, in minutes of the local day: from 420 to 690 is 7:00 to 11:30. */
export type WorkingPeriod = { from: number; to: number };

/**
 * The working calendar of the state offices, as versioned data. Monday to Friday are worked except the days off;
 * Saturdays that pay a swapped day back are worked. Days after `coveredTo` know week-ends only.
 */
export type WorkCalendar = {
  readonly version: string;
  readonly daysOff: ReadonlySet<PlainDate>;
  readonly workingDays: ReadonlySet<PlainDate>;
  readonly periods: readonly WorkingPeriod[];
  readonly coveredFrom: PlainDate;
  readonly coveredTo: PlainDate;
  /** What the days off are called, for the sentences that explain a deadline. */
  readonly dayNames?: ReadonlyMap<PlainDate, string>;
};

/** Working time of the offices: 7:00–11:30 and 13:30–17:00, eight hours. */
export const officePeriods: readonly WorkingPeriod[] = [
  { from: 7 * 60, to: 11 * 60 + 30 },
  { from: 13 * 60 + 30, to: 17 * 60 },
];

/** The longest walk: some forty years of working days. Longer ones are mistakes, and would keep the machine busy. */
export const maxWorkingMinutes = 10_000 * 480;

const minuteMs = 60_000;
const dayMs = 86_400_000;
const offsetMs = offsetMinutes * minuteMs;

type DayIndex = { first: number; last: number; worked: Uint8Array; minutesPerDay: number };
const indexes = new WeakMap<WorkCalendar, DayIndex>();

/** The working minutes of one day: 480. */
export function minutesPerDayOf(calendar: WorkCalendar): number {
  return indexOf(calendar).minutesPerDay;
}

/** Whether the offices work on the day. Refuses a day before the covered years. */
export function isWorkingDay(calendar: WorkCalendar, day: PlainDate): boolean {
  return isWorked(indexOf(calendar), dayNumberOf(day));
}

/** The first working day after the day. */
export function nextWorkingDay(calendar: WorkCalendar, day: PlainDate): PlainDate {
  const index = indexOf(calendar);
  let number = dayNumberOf(day) + 1;
  while (!isWorked(index, number)) number++;
  return dayOfNumber(number);
}

/** The last working day before the day. */
export function previousWorkingDay(calendar: WorkCalendar, day: PlainDate): PlainDate {
  const index = indexOf(calendar);
  let number = dayNumberOf(day) - 1;
  while (!isWorked(index, number)) number--;
  return dayOfNumber(number);
}

/** Whether the instant lies in working hours, their first and last moment included. */
export function isWorkingMoment(calendar: WorkCalendar, at: Date): boolean {
  const { number, ms } = localOf(at.getTime());
  if (!isWorked(indexOf(calendar), number)) return false;
  return calendar.periods.some((period) => period.from * minuteMs <= ms && ms <= period.to * minuteMs);
}

/**
 * The moment at which so many working minutes from the instant are used up. What is used up at the end of a period ends
 * there (17:00, 11:30); an instant outside working hours counts from the next working moment.
 */
export function addWorkingMinutes(calendar: WorkCalendar, from: Date, minutes: number): Date {
  return new Date(walkMs(calendar, from.getTime(), minutes * minuteMs));
}

/** The whole working minutes between two instants; negative if the second is earlier. */
export function workingMinutesBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  return Math.trunc(workingMsBetween(calendar, from.getTime(), to.getTime()) / minuteMs) + 0;
}

/** As `addWorkingMinutes`, in milliseconds since the epoch, for what must not be rounded. */
export function walkMs(calendar: WorkCalendar, fromMs: number, budgetMs: number): number {
  if (!(budgetMs >= 0 && budgetMs <= maxWorkingMinutes * minuteMs)) {
    fail('invalid', 'calendar.limit_out_of_range', { minutes: budgetMs / minuteMs });
  }
  const index = indexOf(calendar);
  const start = localOf(fromMs);
  let left = budgetMs;
  let position = start.ms;
  for (let number = start.number; ; number++, position = 0) {
    if (!isWorked(index, number)) continue;
    for (const period of calendar.periods) {
      const begin = Math.max(position, period.from * minuteMs);
      const available = period.to * minuteMs - begin;
      if (available < 0) continue;
      if (left <= available) return number * dayMs + begin + left - offsetMs;
      left -= available;
    }
  }
}

/** As `workingMinutesBetween`, in milliseconds, unrounded. */
export function workingMsBetween(calendar: WorkCalendar, fromMs: number, toMs: number): number {
  if (toMs < fromMs) return -workingMsBetween(calendar, toMs, fromMs);
  const index = indexOf(calendar);
  const start = localOf(fromMs);
  const end = localOf(toMs);
  let sum = -workedOfDay(calendar, index, start.number, start.ms);
  for (let number = start.number; number < end.number; number++) {
    if (isWorked(index, number)) sum += index.minutesPerDay * minuteMs;
  }
  return sum + workedOfDay(calendar, index, end.number, end.ms);
}

function workedOfDay(calendar: WorkCalendar, index: DayIndex, number: number, untilMs: number): number {
  if (!isWorked(index, number)) return 0;
  let sum = 0;
  for (const period of calendar.periods) {
    sum += Math.max(0, Math.min(untilMs, period.to * minuteMs) - period.from * minuteMs);
  }
  return sum;
}

function localOf(atMs: number): { number: number; ms: number } {
  if (Number.isNaN(atMs)) fail('invalid', 'calendar.instant_invalid');
  const local = atMs + offsetMs;
  const number = Math.floor(local / dayMs);
  return { number, ms: local - number * dayMs };
}

function isWorked(index: DayIndex, number: number): boolean {
  if (number < index.first) fail('invalid', 'calendar.year_not_covered', { day: dayOfNumber(number) });
  if (number > index.last) return isWeekday(number);
  return index.worked[number - index.first] === 1;
}

function isWeekday(number: number): boolean {
  const weekday = weekdayOfNumber(number);
  return weekday !== 0 && weekday !== 6;
}

function indexOf(calendar: WorkCalendar): DayIndex {
  const known = indexes.get(calendar);
  if (known !== undefined) return known;
  const first = dayNumberOf(calendar.coveredFrom);
  const last = dayNumberOf(calendar.coveredTo);
  const worked = new Uint8Array(last - first + 1);
  for (let number = first; number <= last; number++) worked[number - first] = isWeekday(number) ? 1 : 0;
  for (const day of calendar.daysOff) worked[dayNumberOf(day) - first] = 0;
  for (const day of calendar.workingDays) worked[dayNumberOf(day) - first] = 1;
  const minutesPerDay = calendar.periods.reduce((sum, period) => sum + period.to - period.from, 0);
  if (minutesPerDay <= 0) fail('invalid', 'calendar.data_wrong', { reason: 'no working time' });
  const index = { first, last, worked, minutesPerDay };
  indexes.set(calendar, index);
  return index;
}
