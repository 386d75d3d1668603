import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Connection } from '../database/connection.ts';

/** Shows that this process lives, and takes the jobs of those that do not. */
export type SignsOfLife = { stop: () => Promise<void> };

/** What may be chosen; tests are in more of a hurry. */
export type LifeOptions = {
  /** How often dead processes are looked for. */
  everyMs?: number;
  /** How long a job must have been locked: the time that a new process has for its first sign of life. */
  graceMs?: number;
  onTakenOver?: (worker: string) => void;
};

/** Any fixed number: the first half of the keys that stand for living workers. */
const lockSpace = 47_035;

/**
 * A worker's jobs carry its name until they are done, for hours even when its process is gone. So each process holds a
 * lock of the session (advisory lock) for its name on a connection of its own: when the process dies, however it dies,
 * the server gives the lock back. Every process looks regularly for names on jobs whose lock is free, and releases those
 * jobs; somebody then takes them at the next look. A job may so run twice, never not at all.
 */
export function showSignsOfLife(connection: Connection, worker: string, options: LifeOptions = {}): SignsOfLife {
  const stopped = new AbortController();
  const living = live(connection, worker, options, stopped.signal);
  return {
    stop: async () => {
      stopped.abort();
      await living;
    },
  };
}

async function live(connection: Connection, worker: string, options: LifeOptions, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const client = new Client({ ...connection, application_name: 'cuaso signs of life', keepAlive: true });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select pg_advisory_lock($1, hashtext($2))', [lockSpace, worker]);
      while (!stop.aborted) {
        await takeOver(client, worker, options);
        await pause(options.everyMs ?? 10_000, stop);
      }
    } catch {
      // The server restarts or is away: come back with a new connection.
      await pause(1000, stop);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function takeOver(client: Client, own: string, options: LifeOptions): Promise<void> {
  const held = await client.query<{ worker: string }>(
    `select distinct locked_by as worker from (
       select locked_by, locked_at from graphile_worker._private_jobs where locked_by is not null
       union all
       select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null) locked
     where locked_by <> $1 and locked_at < now() - make_interval(secs => $2)`,
    [own, (options.graceMs ?? 15_000) / 1000],
  );
  for (const { worker } of held.rows) {
    const free = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as free', [
      lockSpace,
      worker,
    ]);
    if (free.rows[0]?.free !== true) continue;
    try {
      await client.query('select graphile_worker.force_unlock_workers(array[$1]::text[])', [worker]);
      options.onTakenOver?.(worker);
    } finally {
      await client.query('select pg_advisory_unlock($1, hashtext($2))', [lockSpace, worker]);
    }
  }
}

async function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: stop }).catch(() => undefined);
}
