import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { EventEmitter } from 'node:events';
import { Pool } from 'pg';
import type { Connection } from '../database/connection.ts';
import type { Platform } from '../operations/platform.ts';
import { cronItemsOf } from './crontab.ts';
import type { Job, JobTools } from './job.ts';
import { surviveLoss } from './migrate-jobs.ts';
import { type LifeOptions, showSignsOfLife, type SignsOfLife } from './signs-of-life.ts';

/** What happened to one job. */
export type JobObservation = { job: string; outcome: 'ok' | 'failed'; milliseconds: number; error?: unknown };

/** What the work in the background stands on. */
export type JobParts = {
  platform: Platform;
  /** As the application; a connection of one's own session, not through a pooler of transactions. */
  connection: Connection;
  jobs: readonly Job[];
  tools: JobTools;
  observe: (observation: JobObservation) => void;
  /** Jobs at once in this process. */
  concurrency?: number;
  pollMs?: number;
  life?: LifeOptions;
};

/** Begins to work jobs off; `stop` lets those that run come to their end. */
export async function startJobs(parts: JobParts): Promise<{ stop: () => Promise<void> }> {
  const concurrency = parts.concurrency ?? 4;
  const pool = new Pool({ ...parts.connection, max: concurrency + 2, application_name: 'cuaso jobs' });
  surviveLoss(pool);
  const events = new EventEmitter() as WorkerEvents;
  let life: SignsOfLife | undefined;
  events.on('pool:create', ({ workerPool }) => {
    life = showSignsOfLife(parts.connection, workerPool.id, {
      onTakenOver: (worker) => parts.tools.log({ worker }, 'jobs of a dead worker released'),
      ...parts.life,
    });
  });
  const runner = await run({
    pgPool: pool,
    concurrency,
    events,
    noHandleSignals: true,
    pollInterval: parts.pollMs ?? 2000,
    taskList: tasksOf(parts),
    parsedCronItems: cronItemsOf(parts.jobs),
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') parts.tools.log({ level, engine: message.slice(0, 300) }, 'jobs');
    }),
  });
  const timers = parts.jobs.flatMap((one) => startTimer(parts, one) ?? []);
  return {
    stop: async () => {
      await Promise.all(timers.map((timer) => timer.stop()));
      await runner.stop();
      await life?.stop();
      await pool.end();
    },
  };
}

function tasksOf(parts: JobParts): TaskList {
  return Object.fromEntries(
    parts.jobs.map((one) => [one.name, (payload: unknown) => runObserved(parts, one, payload)]),
  );
}

async function runObserved(parts: JobParts, one: Job, payload: unknown): Promise<void> {
  const started = performance.now();
  const observe = (outcome: JobObservation['outcome'], error?: unknown) =>
    parts.observe({
      job: one.name,
      outcome,
      milliseconds: performance.now() - started,
      ...(error !== undefined && { error }),
    });
  try {
    await one.run(parts.platform, payload, parts.tools);
  } catch (error) {
    observe('failed', error);
    throw error;
  }
  observe('ok');
}

/** A job each so many seconds: never twice at once in this process; a failure is told and tried again at the next turn. */
function startTimer(parts: JobParts, one: Job): { stop: () => Promise<void> } | undefined {
  const schedule = one.schedule;
  if (schedule === undefined || !('everySeconds' in schedule)) return undefined;
  let current: Promise<void> | undefined;
  const timer = setInterval(() => {
    current ??= runObserved(parts, one, {})
      .catch(() => undefined)
      .finally(() => (current = undefined));
  }, schedule.everySeconds * 1000);
  return {
    stop: async () => {
      clearInterval(timer);
      await current;
    },
  };
}
