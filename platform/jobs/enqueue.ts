import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';

/** What may be said of a job that is added. */
export type EnqueueOptions = {
  /** A job with this key that still waits is replaced, so that many changes make one job. */
  key?: string;
  /** Jobs of the same queue never run at the same time. */
  queue?: string;
  /** Not before this instant. */
  runAt?: Date;
};

/** Adds a job inside the operation's transaction: it exists if and only if the facts do. */
export async function enqueue(
  ctx: Pick<Context, 'tx'>,
  name: string,
  payload: Record<string, unknown>,
  options: EnqueueOptions = {},
): Promise<void> {
  await sql`select from graphile_worker.add_job(${name}::text, ${JSON.stringify(payload)}::json,
    queue_name := ${options.queue ?? null}::text, run_at := ${options.runAt ?? null}::timestamptz, job_key := ${options.key ?? null}::text)`.execute(
    ctx.tx,
  );
}
