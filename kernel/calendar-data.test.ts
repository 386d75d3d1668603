import { describe, expect, test } from 'vitest';
import data from '../data/calendar/2018-2026.json' with { type: 'json' };
import { isWorkingDay, minutesPerDayOf, nextWorkingDay, previousWorkingDay } from './calendar.ts';
import type { CalendarData } from './calendar-data.ts';
import { calendarOf } from './calendar-data.ts';
import { addDays, weekdayOf } from './clock.ts';
import { Failure } from './errors.ts';

const calendar = calendarOf(data);
const years = ['2018', '2019', '2020', '2021', '2022', '2023', '2024', '2025', '2026'];

describe('the calendar file 2018-2026', () => {
  test('has eight hours a day', () => expect(minutesPerDayOf(calendar)).toBe(480));

  // Labour Code: ten days until 2020, a second National Day from 2021, 24/11 from 2026; each is a weekday off or is
  // made up for by one, swaps aside.
  test.each(years)('%s takes as many weekdays off as the law gives days', (year) => {
    const weekdays = data.daysOff.filter(
      (one) => one.date.startsWith(year) && one.kind !== 'swap_off' && weekdayOf(one.date) % 6 !== 0,
    );
    expect(weekdays).toHaveLength(year < '2021' ? 10 : year < '2026' ? 11 : 12);
  });

  // The lunar calendar of the ICU library knows nothing of our file; in these years it agrees with the Vietnamese one.
  test.each(years)('%s has Tết on lunar 1/1 and Giỗ Tổ on lunar 10/3', (year) => {
    expect(calendar.dayNames?.get(solarOf(year, 1, 1))).toBe('Tết Âm lịch');
    expect(calendar.dayNames?.get(solarOf(year, 3, 10))).toBe('Giỗ Tổ Hùng Vương');
  });

  test('works the Saturdays that pay a swapped day back, and no others', () => {
    const saturdays = data.workingSaturdays.map((one) => one.date);
    expect(saturdays).toEqual(['2019-01-05', '2019-05-04', '2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22']);
    expect(isWorkingDay(calendar, '2026-08-22')).toBe(true);
    expect(isWorkingDay(calendar, '2026-08-29')).toBe(false);
  });

  test('finds the working day after and before a long rest', () => {
    expect(nextWorkingDay(calendar, '2026-02-13')).toBe('2026-02-23');
    expect(previousWorkingDay(calendar, '2026-02-23')).toBe('2026-02-13');
  });

  test('refuses a day before its years instead of guessing', () => {
    expect(() => isWorkingDay(calendar, '2017-12-31')).toThrow('calendar.year_not_covered');
  });
});

describe('a calendar file that contradicts itself is refused', () => {
  const off = (date: string, kind: 'statutory' | 'swap_off') => {
    return { date, name: 'x', kind, source: 'x', certainty: 'seen' as const };
  };
  const saturday = (date: string, replaces: string) => ({ date, replaces, source: 'x', certainty: 'seen' as const });
  const small: CalendarData = {
    version: '1',
    title: 'x',
    note: '',
    coveredFrom: '2024-01-01',
    coveredTo: '2024-12-31',
    periods: [{ from: '07:00', to: '11:30' }],
    daysOff: [off('2024-04-29', 'swap_off')],
    workingSaturdays: [saturday('2024-05-04', '2024-04-29')],
  };
  test('while the sound one is taken', () => expect(calendarOf(small).version).toBe('1'));
  test.each([
    ['a day twice', { daysOff: [...small.daysOff, ...small.daysOff] }],
    ['a day outside its years', { daysOff: [...small.daysOff, off('2025-01-01', 'statutory')] }],
    ['a swapped day never paid back', { workingSaturdays: [] }],
    ['a Saturday that pays nothing back', { daysOff: [] }],
    ['a weekday that pays back', { workingSaturdays: [saturday('2024-05-03', '2024-04-29')] }],
    [
      'two Saturdays for one day',
      { workingSaturdays: [...small.workingSaturdays, saturday('2024-05-11', '2024-04-29')] },
    ],
    ['overlapping periods', { periods: [...small.periods, { from: '11:00', to: '12:00' }] }],
    ['a period that ends before it begins', { periods: [{ from: '11:00', to: '10:00' }] }],
    ['a day that does not exist', { daysOff: [off('2024-02-30', 'statutory')] }],
    ['an unknown field', { holidays: [] }],
  ])('%s', (_, change) => {
    expect(() => calendarOf({ ...small, ...change })).toThrow(Failure);
  });
});

function solarOf(year: string, month: number, day: number): string {
  const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
  for (let date = `${year}-01-15`; date < `${year}-06-01`; date = addDays(date, 1)) {
    if (lunar.format(new Date(`${date}T12:00:00Z`)) === `${month}/${day}`) return date;
  }
  throw new Error(`no lunar ${day}/${month} in ${year}`);
}
