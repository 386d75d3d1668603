import { describe, expect, test } from 'vitest';
import data from '../data/calendar/2018-2026.json' with { type: 'json' };
import type { CalendarCase } from './calendar-cases.ts';
import { calendarCases } from './calendar-cases.ts';
import { calendarOf } from './calendar-data.ts';
import type { DeadlineInput, Limit, Stop, StopMode } from './deadline.ts';
import { deadlineOf, dueOf, limitSchema } from './deadline.ts';

const calendar = calendarOf(data);

describe('the hand-checked table', () => {
  test('has at least sixty cases in every year from 2018 to 2026', () => {
    expect(calendarCases.length).toBeGreaterThanOrEqual(60);
    const years = new Set(calendarCases.map((one) => one.from.slice(0, 4)));
    expect([...years].toSorted().join(' ')).toBe('2018 2019 2020 2021 2022 2023 2024 2025 2026');
  });

  test.each(calendarCases)('$limit from $from $events: $why', (one) => {
    const input = inputOf(one);
    const deadline = deadlineOf(calendar, input);
    const { consumedMinutes, remainingMinutes } = deadline;
    expect({ ...deadline, due: deadline.dueAt === null ? 'stopped' : local(deadline.dueAt) }).toMatchObject({
      due: one.due,
      provisional: one.provisional,
      extended: input.extendedTo !== null,
      calendarVersion: '2018-2026.1',
      consumedMinutes: one.consumedMinutes ?? consumedMinutes,
      remainingMinutes: one.remainingMinutes ?? remainingMinutes,
    });
  });

  test('gives the same moments to a limit without stops', () => {
    for (const one of calendarCases.filter((each) => each.events.length === 0)) {
      const input = inputOf(one);
      expect(local(dueOf(calendar, input.limit, input.startedAt))).toBe(one.due);
    }
  });
});

describe('a deadline', () => {
  const day = (amount: number): Limit => ({ unit: 'working_day', amount });
  const startedAt = at('2026-06-01 08:00');
  const stop = (from: string, to: string | null, mode: StopMode = 'resume'): Stop => {
    return { at: at(from), resumedAt: to === null ? null : at(to), mode };
  };

  test('keeps seconds', () => {
    const due = dueOf(calendar, day(1), new Date('2026-06-01T08:30:27.500+07:00'));
    expect(due.toISOString()).toBe('2026-06-02T01:30:27.500Z');
  });

  test('counts consumption up to the asked instant, past the budget too', () => {
    const used = (asOf: string) => deadlineOf(calendar, { limit: day(1), startedAt, stops: [], asOf: at(asOf) });
    expect(used('2026-06-01 12:00')).toMatchObject({ consumedMinutes: 210, remainingMinutes: 270, budgetMinutes: 480 });
    expect(used('2026-06-02 09:00')).toMatchObject({ consumedMinutes: 540, remainingMinutes: -60 });
    expect(used('2026-05-01 09:00')).toMatchObject({ consumedMinutes: 0, remainingMinutes: 480 });
  });

  test('has no working budget where the limit is counted by the calendar', () => {
    const deadline = deadlineOf(calendar, { limit: { unit: 'month', amount: 1 }, startedAt, stops: [] });
    expect(deadline).toMatchObject({ budgetMinutes: null, remainingMinutes: null, consumedMinutes: 0 });
  });

  test('begins anew where it was restarted', () => {
    const stops = [stop('2026-06-02 08:00', '2026-06-04 08:00', 'restart')];
    expect(deadlineOf(calendar, { limit: day(2), startedAt, stops }).runningSince).toEqual(at('2026-06-04 08:00'));
  });

  test.each([
    ['before the acceptance', [stop('2026-05-29 08:00', '2026-06-01 09:00')]],
    ['that ends before it begins', [stop('2026-06-02 08:00', '2026-06-01 09:00')]],
    ['inside another', [stop('2026-06-02 08:00', '2026-06-04 08:00'), stop('2026-06-03 08:00', null)]],
    ['after one that still lasts', [stop('2026-06-02 08:00', null), stop('2026-06-03 08:00', null)]],
  ])('refuses a stop %s', (_, stops) => {
    expect(() => deadlineOf(calendar, { limit: day(2), startedAt, stops })).toThrow('calendar.stops_out_of_order');
  });

  test.each(['working_day', 'working_hour', 'calendar_day', 'month', 'same_day'] as const)(
    'in %s refuses an acceptance before the covered years and an instant that is none',
    (unit) => {
      const before = at('2017-12-29 08:00');
      expect(() => dueOf(calendar, { unit, amount: 5 }, before)).toThrow('calendar.year_not_covered');
      expect(() => dueOf(calendar, { unit, amount: 5 }, new Date(NaN))).toThrow('calendar.instant_invalid');
    },
  );

  test('refuses a limit that no law gives', () => {
    expect(() => dueOf(calendar, day(1e9), startedAt)).toThrow('calendar.limit_out_of_range');
    expect(() => dueOf(calendar, day(-1), startedAt)).toThrow('calendar.limit_out_of_range');
    expect(limitSchema.safeParse({ unit: 'month', amount: 1.5 }).success).toBe(false);
    expect(limitSchema.safeParse({ unit: 'working_day', amount: 0.5 }).success).toBe(true);
    expect(limitSchema.safeParse({ unit: 'week', amount: 1 }).success).toBe(false);
  });

  test('is computed two thousand times in well under 50 ms', () => {
    const stops = [stop('2026-06-03 08:00', '2026-06-10 14:00')];
    const runs = Array.from({ length: 7 }, () => {
      const begin = performance.now();
      for (let index = 0; index < 2000; index++) deadlineOf(calendar, { limit: day(30), startedAt, stops });
      return performance.now() - begin;
    });
    expect(Math.min(...runs)).toBeLessThan(50);
  });
});

function inputOf(one: CalendarCase): DeadlineInput {
  const [amount = '', unit = ''] = one.limit.split(' ');
  const stops: Stop[] = [];
  let extendedTo: Date | null = null;
  for (const event of one.events) {
    const [, word = '', begin = '', end] = /^(\w+) (\S+ \S+)(?: > (.+))?$/.exec(event) ?? [];
    if (word === 'extend') extendedTo = at(begin);
    else stops.push({ at: at(begin), resumedAt: end === '...' ? null : at(end ?? ''), mode: word as StopMode });
  }
  const limit = limitSchema.parse({ unit, amount: Number(amount) });
  return { limit, startedAt: at(one.from), stops, extendedTo };
}

function at(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}:00+07:00`);
}

function local(instant: Date): string {
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
