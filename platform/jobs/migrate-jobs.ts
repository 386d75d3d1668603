import { Logger, runMigrations } from 'graphile-worker';
import type { Client } from 'pg';
import { Pool } from 'pg';
import type { Connection } from '../database/connection.ts';

/** A logger of the job engine that says nothing. */
export const silentLogger: Logger = new Logger(() => () => undefined);

/**
 * Brings the tables of the job engine up to date, as the owner. The engine closes its tables with row-level security;
 * the application, which adds and works off jobs, is let in by a policy.
 */
export async function migrateJobs(owner: Connection): Promise<void> {
  const pool = new Pool({ ...owner, max: 2, application_name: 'cuaso jobs set-up' });
  surviveLoss(pool);
  try {
    const client = await pool.connect();
    try {
      // Two processes that start at once wait for each other.
      await client.query('select pg_advisory_lock($1)', [lockKey]);
      await runMigrations({ pgPool: pool, logger: silentLogger });
      await openTables(client);
      await client.query('select pg_advisory_unlock($1)', [lockKey]);
    } finally {
      client.release();
    }
  } finally {
    await pool.end();
  }
}

/** A connection that the server ends is no reason to fall; the pool makes a new one. */
export function surviveLoss(pool: Pool): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
}

const lockKey = 4_703_511_877;

async function openTables(client: Pick<Client, 'query'>): Promise<void> {
  await client.query(`
    do $$ declare closed record; begin
      for closed in
        select c.oid::regclass as name from pg_class c
        where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
          and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'application')
      loop
        execute format('create policy application on %s to cuaso_app using (true) with check (true)', closed.name);
      end loop;
    end $$`);
}
