import { array, assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { afterFailure, type Attempts, isLockedOut, noFailures } from './lockout.ts';

const minuteMs = 60_000;
const at = new Date('2026-11-23T02:00:00Z');

function failed(times: number): Attempts {
  let attempts = noFailures;
  for (let time = 0; time < times; time += 1) attempts = afterFailure(attempts, at);
  return attempts;
}

test('four failures are free, then each wait is longer, up to fifteen minutes', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 50].map((times) => {
    const until = failed(times).lockedUntil;
    return until === null ? 0 : (until.getTime() - at.getTime()) / minuteMs;
  });
  expect(waits).toEqual([0, 0, 0, 0, 1, 2, 5, 10, 15, 15, 15]);
});

test('a wait ends at its instant', () => {
  const attempts = failed(5);
  expect(isLockedOut(attempts, new Date(at.getTime() + minuteMs - 1))).toBe(true);
  expect(isLockedOut(attempts, new Date(at.getTime() + minuteMs))).toBe(false);
  expect(isLockedOut(noFailures, at)).toBe(false);
});

test('whoever guesses without end tries no more than some 220 times in two days', () => {
  assert(
    property(array(integer({ min: 0, max: 5 * minuteMs }), { maxLength: 2000 }), (pauses) => {
      let [attempts, now, tried] = [noFailures, at.getTime(), 0];
      for (const pause of pauses) {
        now += pause;
        if (now - at.getTime() > 48 * 60 * minuteMs) break;
        if (isLockedOut(attempts, new Date(now))) continue;
        attempts = afterFailure(attempts, new Date(now));
        tried += 1;
      }
      expect(tried).toBeLessThanOrEqual(220);
    }),
  );
});

test('a day without a failure begins anew', () => {
  const later = afterFailure(failed(9), new Date(at.getTime() + 24 * 60 * minuteMs));
  expect(later).toMatchObject({ failedAttempts: 1, lockedUntil: null });
});
