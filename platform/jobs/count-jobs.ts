import { sql } from 'kysely';
import type { Database } from '../database/database.ts';

/** How many jobs wait, run, and have failed for good; for those who watch the queue. */
export async function countJobs(database: Database): Promise<Record<string, number>> {
  const found = await sql<{ waiting: number; later: number; running: number; failed: number }>`
    select count(*) filter (where locked_at is null and attempts < max_attempts and run_at <= now()) as waiting,
      count(*) filter (where locked_at is null and attempts < max_attempts and run_at > now()) as later,
      count(*) filter (where locked_at is not null) as running,
      count(*) filter (where locked_at is null and attempts >= max_attempts) as failed
    from graphile_worker._private_jobs`.execute(database.readOnly);
  return { ...found.rows[0] };
}
