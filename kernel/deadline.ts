import { z } from 'zod';
import type { WorkCalendar } from './calendar.ts';
import { isWorkingDay, minutesPerDayOf, nextWorkingDay, walkMs, workingMsBetween } from './calendar.ts';
import { addDays, addMonths, dayOf, instantAt } from './clock.ts';
import { fail } from './errors.ts';

/** The time limit of a procedure or a step. `same_day` needs no amount; write 1. Half working days and hours exist. */
export const limitSchema = z
  .strictObject({
    unit: z.enum(['working_day', 'working_hour', 'calendar_day', 'month', 'same_day']),
    amount: z.number().min(0, { error: 'Thời hạn không được âm.' }).max(3650, { error: 'Thời hạn dài quá.' }),
  })
  .refine((limit) => isWorkingTime(limit) || Number.isInteger(limit.amount), {
    path: ['amount'],
    error: 'Thời hạn tính bằng ngày hoặc tháng phải là số nguyên.',
  });

/** A time limit: so many working days or hours, calendar days, months, or the same day. */
export type Limit = z.infer<typeof limitSchema>;

/** What a stop does to the limit: `restart` from zero (NĐ 61/2018 art. 19.4, the default of the law) or `resume`. */
export type StopMode = 'resume' | 'restart';

/** A time in which the limit does not run, e.g. while the applicant supplements. `resumedAt` is null while it lasts. */
export type Stop = { at: Date; resumedAt: Date | null; mode: StopMode };

/** All that a deadline follows from, beside the calendar. */
export type DeadlineInput = {
  limit: Limit;
  /** The acceptance. */
  startedAt: Date;
  /** In order of time, none overlapping. */
  stops: readonly Stop[];
  /** The new moment of an extension (NĐ 61/2018 art. 19.9). It replaces the due moment; leave it out after a restart. */
  extendedTo?: Date | null;
  /** Count consumption up to this instant; otherwise up to the last stop. */
  asOf?: Date;
};

/** A deadline: budget, consumption and calendar version; the instant follows from them. */
export type Deadline = {
  /** Null while stopped, also if the limit was missed before the stop. */
  dueAt: Date | null;
  calendarVersion: string;
  /** Whether the moment lies after the years that the calendar covers, where only week-ends are known. */
  provisional: boolean;
  /** Whether the moment was set by an extension. */
  extended: boolean;
  /** Where the limit that now runs began: the acceptance, or the last restart. */
  runningSince: Date;
  /** Working minutes of the whole limit; null if it is not counted in working time. */
  budgetMinutes: number | null;
  /** Minutes used outside stops since the (re)start: working ones, or for the other limits those of the wall clock. */
  consumedMinutes: number;
  /** Budget less consumption, negative when overrun; null without a budget. */
  remainingMinutes: number | null;
};

/** The part of a limit between two stops: `consumedMs` was used, `stoppedMs` lost before it. */
type Run = { sinceMs: number; runMs: number; consumedMs: number; stoppedMs: number };

const minuteMs = 60_000;
const maxAmount = 10_000;
const sameDayUntil = 15 * 60;
const sameDayDue = 17 * 60;

/** The due moment of a limit that runs without a stop. */
export function dueOf(calendar: WorkCalendar, limit: Limit, startedAt: Date): Date {
  checkAmount(limit);
  return new Date(dueMsOf(calendar, limit, runFrom(checkedMs(startedAt))));
}

/** The working minutes that a limit gives; null if it is not counted in working time. */
export function budgetMinutesOf(calendar: WorkCalendar, limit: Limit): number | null {
  if (limit.unit === 'working_hour') return limit.amount * 60;
  return limit.unit === 'working_day' ? limit.amount * minutesPerDayOf(calendar) : null;
}

/** The one computation of a deadline (NĐ 61/2018 art. 17–19): list, page, report and export all take it from here. */
export function deadlineOf(calendar: WorkCalendar, input: DeadlineInput): Deadline {
  const { limit, asOf } = input;
  checkAmount(limit);
  let run = runFrom(checkedMs(input.startedAt));
  let isStopped = false;
  let missedMs: number | null = null;
  for (const stop of checkedStops(input)) {
    missedMs ??= missedBefore(calendar, limit, run, stop);
    run = { ...run, consumedMs: run.consumedMs + spentMs(calendar, limit, run.runMs, stop.at.getTime()) };
    isStopped = stop.resumedAt === null;
    if (stop.resumedAt === null) break;
    if (stop.mode === 'restart') missedMs = null;
    run = stop.mode === 'restart' ? runFrom(stop.resumedAt.getTime()) : resumed(run, stop.at, stop.resumedAt);
  }
  const computedMs = missedMs ?? dueMsOf(calendar, limit, run);
  const dueAt = isStopped ? null : (input.extendedTo ?? new Date(computedMs));
  const untilMs = asOf === undefined || isStopped ? run.runMs : Math.max(run.runMs, asOf.getTime());
  const consumedMs = run.consumedMs + (isStopped ? 0 : spentMs(calendar, limit, run.runMs, untilMs));
  const consumedMinutes = Math.floor(consumedMs / minuteMs);
  const budgetMinutes = budgetMinutesOf(calendar, limit);
  return {
    dueAt,
    calendarVersion: calendar.version,
    provisional: !isExtended(input) && dayOf(new Date(computedMs)) > calendar.coveredTo,
    extended: isExtended(input),
    runningSince: new Date(run.sinceMs),
    budgetMinutes,
    consumedMinutes,
    remainingMinutes: budgetMinutes === null ? null : budgetMinutes - consumedMinutes,
  };
}

function dueMsOf(calendar: WorkCalendar, limit: Limit, run: Run): number {
  const budget = budgetMinutesOf(calendar, limit);
  if (budget !== null) return walkMs(calendar, run.runMs, Math.max(0, budget * minuteMs - run.consumedMs));
  if (limit.unit === 'same_day') return sameDayMs(calendar, new Date(run.runMs));
  const since = new Date(run.sinceMs);
  const startDay = dayOf(since);
  isWorkingDay(calendar, startDay);
  const endDay = limit.unit === 'month' ? addMonths(startDay, limit.amount) : addDays(startDay, limit.amount);
  const clockMs = run.sinceMs - instantAt(startDay, 0).getTime();
  return afterRest(calendar, instantAt(endDay, 0).getTime() + clockMs + run.stoppedMs);
}

function sameDayMs(calendar: WorkCalendar, from: Date): number {
  const day = dayOf(from);
  const isToday = isWorkingDay(calendar, day) && from < instantAt(day, sameDayUntil);
  return instantAt(isToday ? day : nextWorkingDay(calendar, day), sameDayDue).getTime();
}

// BLDS 2015 art. 148.5: a limit that ends on a rest day ends on the next working day.
function afterRest(calendar: WorkCalendar, atMs: number): number {
  const day = dayOf(new Date(atMs));
  if (isWorkingDay(calendar, day)) return atMs;
  return instantAt(nextWorkingDay(calendar, day), 0).getTime() + (atMs - instantAt(day, 0).getTime());
}

function runFrom(atMs: number): Run {
  return { sinceMs: atMs, runMs: atMs, consumedMs: 0, stoppedMs: 0 };
}

function resumed(run: Run, at: Date, resumedAt: Date): Run {
  const resumedMs = resumedAt.getTime();
  return { ...run, runMs: resumedMs, stoppedMs: run.stoppedMs + resumedMs - at.getTime() };
}

// A limit that was missed before the stop stays missed: a stop that is resumed does not mend it.
function missedBefore(calendar: WorkCalendar, limit: Limit, run: Run, stop: Stop): number | null {
  const dueMs = dueMsOf(calendar, limit, run);
  return dueMs < stop.at.getTime() ? dueMs : null;
}

function spentMs(calendar: WorkCalendar, limit: Limit, fromMs: number, toMs: number): number {
  return isWorkingTime(limit) ? workingMsBetween(calendar, fromMs, toMs) : toMs - fromMs;
}

function isWorkingTime(limit: { unit: string }): boolean {
  return limit.unit === 'working_day' || limit.unit === 'working_hour';
}

function isExtended(input: DeadlineInput): boolean {
  return input.extendedTo !== undefined && input.extendedTo !== null;
}

function checkedStops(input: DeadlineInput): Stop[] {
  let endMs: number | null = checkedMs(input.startedAt);
  for (const stop of input.stops) {
    const atMs = checkedMs(stop.at);
    if (endMs === null || atMs < endMs) fail('invalid', 'calendar.stops_out_of_order', { at: stop.at.toISOString() });
    endMs = stop.resumedAt === null ? null : checkedMs(stop.resumedAt);
    if (endMs !== null && endMs < atMs) fail('invalid', 'calendar.stops_out_of_order', { at: stop.at.toISOString() });
  }
  // A stop that is resumed in the same instant is none; without this a same-day limit would be computed anew by it.
  return input.stops.filter((one) => one.mode === 'restart' || one.resumedAt?.getTime() !== one.at.getTime());
}

function checkAmount(limit: Limit): void {
  if (limit.amount >= 0 && limit.amount <= maxAmount) return;
  fail('invalid', 'calendar.limit_out_of_range', { unit: limit.unit, amount: limit.amount });
}

function checkedMs(at: Date): number {
  return Number.isNaN(at.getTime()) ? fail('invalid', 'calendar.instant_invalid') : at.getTime();
}
