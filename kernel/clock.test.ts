import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  fixedClock,
  instantAt,
  isPlainDate,
  minuteOfDay,
  movingClock,
  weekdayOf,
} from './clock.ts';
import { Failure, fail, isFailure } from './errors.ts';

test('the local day begins at 17:00 UTC', () => {
  expect(dayOf(new Date('2026-11-22T16:59:59Z'))).toBe('2026-11-22');
  expect(dayOf(new Date('2026-11-22T17:00:00Z'))).toBe('2026-11-23');
  expect(minuteOfDay(new Date('2026-11-22T17:00:00Z'))).toBe(0);
  expect(minuteOfDay(new Date('1969-12-31T16:59:00Z'))).toBe(1439);
  expect(instantAt('2026-11-23', 7 * 60).toISOString()).toBe('2026-11-23T00:00:00.000Z');
  expect(instantAt('2026-11-23', 1440)).toEqual(instantAt('2026-11-24', 0));
});

test('days and months are added on the calendar', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(addMonths('2023-12-31', 2)).toBe('2024-02-29');
  expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
  expect(addMonths('2024-11-15', 14)).toBe('2026-01-15');
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  expect([weekdayOf('2026-11-22'), weekdayOf('2026-11-23'), weekdayOf('1969-12-31')]).toEqual([0, 1, 3]);
});

test('a day exists or it is none', () => {
  expect(['2024-02-29', '0001-01-01'].filter(isPlainDate)).toHaveLength(2);
  expect(['2023-02-29', '2026-11-31', '2026-1-1', '', '2026-11-23T00:00:00Z'].filter(isPlainDate)).toEqual([]);
  expect(() => addDays('nonsense', 1)).toThrow(RangeError);
});

test('a fixed clock stands still and a moving one is moved', () => {
  const at = new Date('2026-11-23T00:00:00Z');
  const fixed = fixedClock(at);
  fixed.now().setFullYear(1999);
  expect(fixed.now()).toEqual(at);
  const moving = movingClock(at);
  moving.moveBy(60_000);
  expect(moving.now().toISOString()).toBe('2026-11-23T00:01:00.000Z');
  moving.moveTo(at);
  expect(moving.now()).toEqual(at);
});

test('a failure carries kind, code and details', () => {
  const caught = (() => {
    try {
      return fail('conflict', 'dossier.taken', { by: 'x' });
    } catch (error) {
      return error;
    }
  })();
  expect(caught).toBeInstanceOf(Failure);
  expect(caught).toMatchObject({ kind: 'conflict', code: 'dossier.taken', details: { by: 'x' } });
  expect([isFailure(caught), isFailure(caught, 'other'), isFailure(new Error('x'))]).toEqual([true, false, false]);
});
