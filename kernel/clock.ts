/** Where the time comes from; operations take it from their context, never from `Date.now`. */
export type Clock = { now(): Date };

/** A clock that somebody turns: tests, the demo province, replays. */
export type MovingClock = Clock & { moveTo(at: Date): void; moveBy(milliseconds: number): void };

/** A local day in Viet Nam, `YYYY-MM-DD`. */
export type PlainDate = string;

/** Viet Nam keeps UTC+7 all year; a fixed offset needs no time zone data. */
export const offsetMinutes = 7 * 60;

const minuteMs = 60_000;
const dayMs = 86_400_000;
const offsetMs = offsetMinutes * minuteMs;

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still. */
export function fixedClock(at: Date): Clock {
  const atMs = at.getTime();
  return { now: () => new Date(atMs) };
}

/** A clock that stands still until it is moved. */
export function movingClock(at: Date): MovingClock {
  let nowMs = at.getTime();
  return {
    now: () => new Date(nowMs),
    moveTo(next) {
      nowMs = next.getTime();
    },
    moveBy(milliseconds) {
      nowMs += milliseconds;
    },
  };
}

/** The local day of an instant. */
export function dayOf(instant: Date): PlainDate {
  return new Date(instant.getTime() + offsetMs).toISOString().slice(0, 10);
}

/** The whole minute of the local day, 0 at midnight, 1439 at 23:59. */
export function minuteOfDay(instant: Date): number {
  const localMs = instant.getTime() + offsetMs;
  return Math.floor((localMs - Math.floor(localMs / dayMs) * dayMs) / minuteMs);
}

/** The instant at a minute of a local day; minute 1440 is midnight of the next one. */
export function instantAt(day: PlainDate, minute: number): Date {
  return new Date(dayNumberOf(day) * dayMs + minute * minuteMs - offsetMs);
}

/** The local day `count` days later (earlier if negative). */
export function addDays(day: PlainDate, count: number): PlainDate {
  return dayOfNumber(dayNumberOf(day) + count);
}

/** The same day of the month `count` months later, clipped to the end of a short month. */
export function addMonths(day: PlainDate, count: number): PlainDate {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const year = Math.floor(months / 12);
  const month = months - year * 12;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOfNumber(Date.UTC(year, month, Math.min(Number(day.slice(8, 10)), last)) / dayMs);
}

/** Days from one local day to another, negative if the second is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** The day of the week: 0 is Sunday, 1 Monday, 6 Saturday. */
export function weekdayOf(day: PlainDate): number {
  return weekdayOfNumber(dayNumberOf(day));
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Days since 1970-01-01 of a local day; what the calendar counts with. */
export function dayNumberOf(day: PlainDate): number {
  const number = Date.parse(`${day}T00:00:00Z`) / dayMs;
  if (Number.isNaN(number)) throw new RangeError(`not a day: ${day}`);
  return number;
}

/** The local day with this number. */
export function dayOfNumber(number: number): PlainDate {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

/** The day of the week of a day number: 0 is Sunday. */
export function weekdayOfNumber(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}
