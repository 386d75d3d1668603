import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import data from '../data/calendar/2018-2026.json' with { type: 'json' };
import { addWorkingMinutes, isWorkingDay, isWorkingMoment, workingMinutesBetween } from './calendar.ts';
import { calendarOf } from './calendar-data.ts';
import { dayOf } from './clock.ts';
import type { Limit, Stop } from './deadline.ts';
import { deadlineOf, dueOf } from './deadline.ts';
import { remainingOf, timelinessOf } from './timeliness.ts';
import { instantOf, minuteOf, workingOracle } from './working-oracle.ts';

const calendar = calendarOf(data);
const oracle = workingOracle(data);
const first = minuteOf(new Date('2018-01-01T00:00:00+07:00'));
const last = minuteOf(new Date('2026-12-01T00:00:00+07:00'));

// Half of the moments lie around the holidays, where mistakes are made.
const anywhere = fc.integer({ min: first, max: last });
const nearHolidays = fc
  .tuple(fc.constantFrom(...calendar.daysOff, ...calendar.workingDays), fc.integer({ min: -4 * 1440, max: 2 * 1440 }))
  .map(([day, shift]) => Math.max(first, minuteOf(new Date(`${day}T00:00:00+07:00`)) + shift));
const atPeriodEdge = fc
  .tuple(anywhere, fc.constantFrom(0, 420, 690, 810, 900, 1020))
  .map(([minute, edge]) => Math.floor(minute / 1440) * 1440 + edge);
const minute = fc.oneof(anywhere, nearHolidays, atPeriodEdge);
const span = fc.integer({ min: 0, max: 9000 });
const budget = fc.oneof(
  fc.integer({ min: 0, max: 4000 }),
  fc.integer({ min: 0, max: 8 }).map((days) => days * 480),
);
const clockLimit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ unit: fc.constant('working_day' as const), amount: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ unit: fc.constant('working_hour' as const), amount: fc.integer({ min: 0, max: 80 }) }),
  fc.constant({ unit: 'same_day' as const, amount: 1 }),
);
const anyLimit: fc.Arbitrary<Limit> = fc.oneof(
  clockLimit,
  fc.record({ unit: fc.constant('calendar_day' as const), amount: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ unit: fc.constant('month' as const), amount: fc.integer({ min: 0, max: 24 }) }),
);

describe('against the calendar that steps minute by minute', () => {
  test('the walk ends in the same minute', () => {
    check(
      fc.property(minute, budget, (from, minutes) => {
        expect(minuteOf(addWorkingMinutes(calendar, instantOf(from), minutes))).toBe(oracle.add(from, minutes));
      }),
    );
  });

  test('as many minutes lie between', () => {
    check(
      fc.property(minute, fc.integer({ min: 0, max: 20_000 }), (from, length) => {
        const between = workingMinutesBetween(calendar, instantOf(from), instantOf(from + length));
        expect(between).toBe(oracle.between(from, from + length));
      }),
    );
  });

  test('a deadline with resumed stops falls due in the same minute', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 })), {
      maxLength: 3,
    });
    check(
      fc.property(minute, fc.integer({ min: 1, max: 6 }), gaps, (from, days, lengths) => {
        const stops = stopsOf(from, lengths);
        const expected = oracle.add(from, days * 480, stops);
        // Used up exactly when stopped: nothing is left, and it is due when it goes on; the table has that case.
        fc.pre(stops.every(([begin]) => begin !== expected));
        const input = { limit: { unit: 'working_day' as const, amount: days }, startedAt: instantOf(from) };
        expect(minuteOf(dueAtOf({ ...input, stops: stops.map(resumedStop) }))).toBe(expected);
      }),
    );
  });
});

describe('a limit in working time or of the same day', () => {
  test('is monotone: a later acceptance is never due earlier', () => {
    check(
      fc.property(minute, span, clockLimit, (from, later, limit) => {
        const due = dueOf(calendar, limit, instantOf(from)).getTime();
        expect(dueOf(calendar, limit, instantOf(from + later)).getTime()).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  test('is never due earlier because of a stop', () => {
    check(
      fc.property(minute, clockLimit, span, span, (from, limit, after, length) => {
        const input = { limit, startedAt: instantOf(from) };
        const stops = [resumedStop([from + after, from + after + length])];
        expect(dueAtOf({ ...input, stops }).getTime()).toBeGreaterThanOrEqual(
          dueAtOf({ ...input, stops: [] }).getTime(),
        );
      }),
    );
  });
});

// Saturday 20:00 moves to Monday 20:00, Monday 8:00 stays: by the rule itself limits of the calendar order days only.
describe('every limit', () => {
  test('is monotone by days: a later acceptance is never due on an earlier day', () => {
    check(
      fc.property(minute, span, anyLimit, (from, later, limit) => {
        const due = dayOf(dueOf(calendar, limit, instantOf(from)));
        expect(dayOf(dueOf(calendar, limit, instantOf(from + later))) >= due).toBe(true);
      }),
    );
  });

  test('is monotone: a longer one is never due earlier', () => {
    check(
      fc.property(minute, anyLimit, fc.integer({ min: 1, max: 5 }), (from, limit, more) => {
        const due = dueOf(calendar, limit, instantOf(from)).getTime();
        const longer = dueOf(calendar, { ...limit, amount: limit.amount + more }, instantOf(from)).getTime();
        expect(longer).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  test('is not changed by stopping and resuming in the same instant', () => {
    check(
      fc.property(minute, anyLimit, fc.integer({ min: 0, max: 30_000 }), (from, limit, after) => {
        const input = { limit, startedAt: instantOf(from) };
        const stops = [resumedStop([from + after, from + after])];
        expect(dueAtOf({ ...input, stops })).toEqual(dueAtOf({ ...input, stops: [] }));
      }),
    );
  });

  test('is never due on an earlier day because of a stop', () => {
    check(
      fc.property(minute, anyLimit, span, span, (from, limit, after, length) => {
        const input = { limit, startedAt: instantOf(from) };
        const stops = [resumedStop([from + after, from + after + length])];
        expect(dayOf(dueAtOf({ ...input, stops })) >= dayOf(dueAtOf({ ...input, stops: [] }))).toBe(true);
      }),
    );
  });

  test('falls due on a working day', () => {
    check(
      fc.property(minute, anyLimit, (from, limit) => {
        const due = dayOf(dueOf(calendar, limit, instantOf(from)));
        fc.pre(due <= calendar.coveredTo);
        expect(isWorkingDay(calendar, due)).toBe(true);
      }),
    );
  });

  test('restarted is as if accepted then', () => {
    check(
      fc.property(minute, anyLimit, span, span, (from, limit, after, length) => {
        const stop: Stop = { ...resumedStop([from + after, from + after + length]), mode: 'restart' };
        const due = dueAtOf({ limit, startedAt: instantOf(from), stops: [stop] });
        expect(due).toEqual(dueOf(calendar, limit, instantOf(from + after + length)));
      }),
    );
  });
});

describe('working time', () => {
  test('ends within working hours', () => {
    check(
      fc.property(minute, budget, (from, minutes) => {
        expect(isWorkingMoment(calendar, addWorkingMinutes(calendar, instantOf(from), minutes))).toBe(true);
      }),
    );
  });

  test('is additive: walking a and then b is walking a + b', () => {
    check(
      fc.property(minute, budget, budget, (from, a, b) => {
        const twice = addWorkingMinutes(calendar, addWorkingMinutes(calendar, instantOf(from), a), b);
        expect(twice).toEqual(addWorkingMinutes(calendar, instantOf(from), a + b));
      }),
    );
  });

  test('between a moment and the end of its walk is what was walked', () => {
    check(
      fc.property(minute, budget, (from, minutes) => {
        const end = addWorkingMinutes(calendar, instantOf(from), minutes);
        expect(workingMinutesBetween(calendar, instantOf(from), end)).toBe(minutes);
        expect(workingMinutesBetween(calendar, end, instantOf(from)) + minutes).toBe(0);
        expect(remainingOf(calendar, instantOf(from), end)).toBe(minutes);
      }),
    );
  });
});

describe('timeliness', () => {
  const order = { early: 0, on_time: 1, late: 2 };
  test('is one of three, and never better for a later result', () => {
    check(
      fc.property(minute, minute, fc.integer({ min: 0, max: 3000 }), (due, ready, later) => {
        const sooner = order[timelinessOf(instantOf(due), instantOf(ready))];
        expect(order[timelinessOf(instantOf(due), instantOf(ready + later))]).toBeGreaterThanOrEqual(sooner);
      }),
    );
  });

  test('agrees with what remains: it is late before any working minute is overdue, never with one left', () => {
    check(
      fc.property(minute, minute, (due, ready) => {
        const remaining = remainingOf(calendar, instantOf(ready), instantOf(due));
        const isLate = timelinessOf(instantOf(due), instantOf(ready)) === 'late';
        expect(isLate).toBe(remaining === 0 ? ready > due : remaining < 0);
      }),
    );
  });
});

function dueAtOf(input: { limit: Limit; startedAt: Date; stops: Stop[] }): Date {
  const { dueAt } = deadlineOf(calendar, input);
  if (dueAt === null) throw new Error('stopped');
  return dueAt;
}

function stopsOf(from: number, lengths: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  let end = from;
  return lengths.map(([before, length]) => {
    const begin = end + before;
    end = begin + length;
    return [begin, end] as const;
  });
}

function resumedStop([begin, end]: readonly [number, number]): Stop {
  return { at: instantOf(begin), resumedAt: instantOf(end), mode: 'resume' };
}

function check<T extends unknown[]>(property: fc.IProperty<T>): void {
  fc.assert(property, { numRuns: 300 });
}
