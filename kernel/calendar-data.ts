import { z } from 'zod';
import type { WorkCalendar, WorkingPeriod } from './calendar.ts';
import type { PlainDate } from './clock.ts';
import { isPlainDate, weekdayOf } from './clock.ts';
import { fail } from './errors.ts';

const day = z.string().refine(isPlainDate, { error: 'Ngày phải có dạng YYYY-MM-DD.' });
const certainty = z.enum(['cross_checked', 'seen', 'unconfirmed']);
const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'Giờ phải có dạng 07:00.' });

/** The file of a working calendar: statutory days off, substitutes, swapped days and the Saturdays that pay them back. */
export const calendarDataSchema = z.strictObject({
  version: z.string().min(1).max(40),
  title: z.string().min(1).max(200),
  note: z.string().max(2000),
  coveredFrom: day,
  coveredTo: day,
  periods: z
    .array(z.strictObject({ from: clockTime, to: clockTime }))
    .min(1)
    .max(4),
  daysOff: z
    .array(
      z.strictObject({
        date: day,
        name: z.string().min(1).max(100),
        kind: z.enum(['statutory', 'substitute', 'swap_off']),
        source: z.string().min(1).max(300),
        certainty,
      }),
    )
    .max(2000),
  workingSaturdays: z
    .array(z.strictObject({ date: day, replaces: day, source: z.string().min(1).max(300), certainty }))
    .max(200),
});

/** A working calendar as it is written down. */
export type CalendarData = z.infer<typeof calendarDataSchema>;

/** The working calendar of a file; refuses one that contradicts itself, naming each contradiction. */
export function calendarOf(json: unknown): WorkCalendar {
  const parsed = calendarDataSchema.safeParse(json);
  if (!parsed.success) return fail('invalid', 'calendar.data_wrong', { problems: parsed.error.issues.map(problemOf) });
  const data = parsed.data;
  const periods = data.periods.map((one) => ({ from: minuteOf(one.from), to: minuteOf(one.to) }));
  const problems = [...periodProblems(periods), ...dayProblems(data)];
  if (problems.length > 0) fail('invalid', 'calendar.data_wrong', { problems });
  return {
    version: data.version,
    daysOff: new Set(data.daysOff.map((one) => one.date)),
    workingDays: new Set(data.workingSaturdays.map((one) => one.date)),
    periods,
    coveredFrom: data.coveredFrom,
    coveredTo: data.coveredTo,
    dayNames: new Map(data.daysOff.map((one) => [one.date, one.name])),
  };
}

function dayProblems(data: CalendarData): string[] {
  const problems: string[] = [];
  const isCovered = (date: PlainDate) => data.coveredFrom <= date && date <= data.coveredTo;
  const swapped = new Map(data.daysOff.filter((one) => one.kind === 'swap_off').map((one) => [one.date, false]));
  const seen = new Set<PlainDate>();
  for (const { date } of [...data.daysOff, ...data.workingSaturdays]) {
    if (seen.has(date)) problems.push(`${date}: written twice`);
    if (!isCovered(date)) problems.push(`${date}: outside ${data.coveredFrom} to ${data.coveredTo}`);
    seen.add(date);
  }
  for (const { date, replaces } of data.workingSaturdays) {
    if (weekdayOf(date) !== 6 && weekdayOf(date) !== 0) problems.push(`${date}: pays a day back but is a weekday`);
    if (swapped.get(replaces) !== false)
      problems.push(`${date}: pays back ${replaces}, which is not a swapped day owed`);
    swapped.set(replaces, true);
  }
  for (const [date, isPaidBack] of swapped) if (!isPaidBack) problems.push(`${date}: swapped but never paid back`);
  if (data.coveredTo < data.coveredFrom) problems.push('coveredTo is before coveredFrom');
  return problems;
}

function periodProblems(periods: readonly WorkingPeriod[]): string[] {
  let end = -1;
  const problems: string[] = [];
  for (const period of periods) {
    if (period.from < end || period.to <= period.from) problems.push('periods are empty, overlap or are out of order');
    end = period.to;
  }
  return problems;
}

function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

function problemOf(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.message}`;
}
