import type { z } from 'zod';
import type { Platform } from '../operations/platform.ts';

/** When a job comes by itself: each so many seconds in every process that runs jobs, or once a day at a local time. */
export type Schedule = { everySeconds: number } | { dailyAt: `${number}:${number}` };

/** What a job has beside the platform: the installation's folder, and a line in the log. */
export type JobTools = { dataFolder: string; log: (facts: Record<string, unknown>, message: string) => void };

/**
 * Work that happens after a command or by the clock. It changes things only through `run`, and because a process may die
 * in the middle, doing it twice must be the same as doing it once.
 */
export type Job = {
  /** `<system>.<verb-noun>`. */
  name: string;
  schedule?: Schedule;
  run: (platform: Platform, payload: unknown, tools: JobTools) => Promise<unknown>;
};

type Shape<P extends z.ZodType> = {
  name: string;
  schedule?: Schedule;
  payload?: P;
  run: (platform: Platform, payload: z.output<P>, tools: JobTools) => Promise<unknown>;
};

/** Defines a job; its payload is checked against the schema before it runs. */
export function job<P extends z.ZodType>({ payload, run, ...shape }: Shape<P>): Job {
  return {
    ...shape,
    run: (platform, raw, tools) => run(platform, (payload ? payload.parse(raw) : raw) as z.output<P>, tools),
  };
}
