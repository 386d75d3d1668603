/** How often somebody has failed, and until when nobody is listened to. */
export type Attempts = { failedAttempts: number; failedAt: Date | null; lockedUntil: Date | null };

/** Nothing has gone wrong. */
export const noFailures: Attempts = { failedAttempts: 0, failedAt: null, lockedUntil: null };

const minuteMs = 60_000;
const freeFailures = 5;
/** Minutes to wait after the fifth failure, the sixth, and so on; the last one stays. */
const waitMinutes = [1, 2, 5, 10, 15];
const forgottenAfterMs = 24 * 60 * minuteMs;

/** Whether a sign-in is refused at this instant whatever the password. */
export function isLockedOut(attempts: Attempts, now: Date): boolean {
  return attempts.lockedUntil !== null && attempts.lockedUntil > now;
}

/** The count after one more failure; a day without any begins anew. */
export function afterFailure(attempts: Attempts, now: Date): Attempts {
  const forgotten = attempts.failedAt !== null && now.getTime() - attempts.failedAt.getTime() >= forgottenAfterMs;
  const failedAttempts = (forgotten ? 0 : attempts.failedAttempts) + 1;
  const wait = waitMinutes[Math.min(failedAttempts - freeFailures, waitMinutes.length - 1)];
  const lockedUntil = wait === undefined ? null : new Date(now.getTime() + wait * minuteMs);
  return { failedAttempts, failedAt: now, lockedUntil };
}
