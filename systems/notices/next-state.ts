import type { Outcome } from '@cuaso/platform/notices/channel.ts';

/** A message as it stands before its outcome is written. */
export type Tried = { tries: number; providerCount: number; repeats: 'once' | 'twice' };

/** Where an outcome leads. */
export type Next = {
  state: 'sent' | 'waiting' | 'failed' | 'unknown';
  waitMs: number;
  isInDoubt: boolean;
};

/** How often a message is tried: with the waits between, about a day and a half. */
export const mostTries = 14;

const firstWaitMs = 30_000;
const longestWaitMs = 6 * 3_600_000;

/** What follows from an outcome; `chance` (0 to 1) spreads the waits, so that a provider that comes back is not run over. */
export function nextStateOf({ tries, providerCount, repeats }: Tried, outcome: Outcome, chance: number): Next {
  const over = tries >= mostTries;
  switch (outcome.outcome) {
    case 'sent':
      return { state: 'sent', waitMs: 0, isInDoubt: false };
    case 'refused':
      return { state: 'failed', waitMs: 0, isInDoubt: false };
    case 'uncertain':
      if (repeats === 'twice' || over) return { state: 'unknown', waitMs: 0, isInDoubt: false };
      return { state: 'waiting', waitMs: waitMsOf(tries - 1, chance), isInDoubt: true };
    case 'retry':
      if (over) return { state: 'failed', waitMs: 0, isInDoubt: false };
      // Another provider of the same way is asked at once, then all of them less and less often.
      return {
        state: 'waiting',
        waitMs: tries < providerCount ? 0 : waitMsOf(tries - providerCount, chance),
        isInDoubt: false,
      };
  }
}

function waitMsOf(times: number, chance: number): number {
  const wait = Math.min(firstWaitMs * 2 ** Math.max(0, times), longestWaitMs);
  return Math.round(wait * (0.75 + chance / 2));
}
