// How a simulated provider behaves: chosen for each request, so that a test can make it as bad as it wants.

/** What a provider does with one message. */
export type Mood =
  /** Takes it and says so. */
  | 'take'
  /** Is busy: takes nothing. */
  | 'busy'
  /** Says that there is nobody at the address. */
  | 'nobody'
  /** Takes it and the answer is lost. */
  | 'lose_answer'
  /** Takes it and answers after the caller has given up. */
  | 'late';

/** The mood of the next message; by its text or number. */
export type MoodOf = (heard: { to: string; text: string; count: number }) => Mood;

/** Fails that share of messages, in turn by being busy and by losing the answer; the same sequence at each run. */
export function failing(share: number, seed = 1): MoodOf {
  let state = seed;
  return ({ count }) => {
    // Numerical Recipes' linear congruence: enough to spread failures evenly.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    if (state / 2 ** 32 >= share) return 'take';
    return count % 2 === 0 ? 'busy' : 'lose_answer';
  };
}
