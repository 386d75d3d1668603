import { Kysely, PostgresDialect } from 'kysely';
import { Client, Pool } from 'pg';
import type { PoolConfig } from 'pg';
import type { Connection } from './connection.ts';
import { codeOf, DatabaseProblem } from './problem.ts';
import { preparingPool } from './preparing-pool.ts';
import type { DB } from './schema.generated.ts';
import { majorVersion } from './server-binaries.ts';
import { columnTypes } from './type-parsers.ts';

/**
 * An open database: Kysely for what it can say, the pool for the rest. `readOnly` has connections of its own on which
 * every statement is a read-only transaction: for look-ups that need no more than one.
 */
export type Database = { db: Kysely<DB>; readOnly: Kysely<DB>; pool: Pool; close: () => Promise<void> };

/** What may be chosen for a pool. */
export type PoolOptions = { connections?: number; statementTimeoutMilliseconds?: number; name?: string };

/** Opens a pool of connections; nothing is sent before the first query. */
export function openDatabase(connection: Connection, options: PoolOptions = {}): Database {
  const pool = poolOf(connection, options, {});
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparingPool(pool) }) });
  const readers = poolOf(connection, options, { options: '-c default_transaction_read_only=on' });
  const readOnly = new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparingPool(readers) }) });
  const close = async () => {
    await Promise.all([db.destroy(), readOnly.destroy()]);
  };
  return { db, readOnly, pool, close };
}

/** Makes sure that a server answers and is new enough. */
export async function requireServer(connection: Connection): Promise<void> {
  const version = await serverVersion(connection);
  if (version >= majorVersion * 10_000) return;
  const found = Math.floor(version / 10_000);
  throw new DatabaseProblem(
    'server_too_old',
    `Máy chủ PostgreSQL ở DATABASE_URL là bản ${found}, cần bản ${majorVersion} trở lên: hãy nâng cấp máy chủ.`,
    `The PostgreSQL server of DATABASE_URL is version ${found}, ${majorVersion} or newer is needed: upgrade the server.`,
  );
}

async function serverVersion(connection: Connection): Promise<number> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    return found.rows[0]?.version ?? 0;
  } catch (error) {
    const reason = codeOf(error) ?? (error instanceof Error ? error.message : String(error));
    throw new DatabaseProblem(
      'not_reachable',
      `Không kết nối được tới cơ sở dữ liệu (${reason}): hãy kiểm tra DATABASE_URL, mạng và mật khẩu.`,
      `The database cannot be reached (${reason}): check DATABASE_URL, the network and the password.`,
      error,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

function poolOf(connection: Connection, options: PoolOptions, extra: PoolConfig): Pool {
  const pool = new Pool({
    ...connection,
    ...extra,
    types: columnTypes,
    max: options.connections ?? 10,
    application_name: options.name ?? 'cuaso',
    statement_timeout: options.statementTimeoutMilliseconds ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  });
  // A server that restarts ends idle connections; the pool makes new ones, so this is no reason to fall.
  pool.on('error', () => undefined);
  return pool;
}
