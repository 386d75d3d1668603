import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Connection } from './connection.ts';
import { codeOf, DatabaseProblem } from './problem.ts';
import type { DB } from './schema.generated.ts';
import { majorVersion } from './server-binaries.ts';
import { columnTypes } from './type-parsers.ts';

/** An open database: Kysely for what it can say, the pool for the rest. */
export type Database = { db: Kysely<DB>; pool: Pool; close: () => Promise<void> };

/** What may be chosen for a pool. */
export type PoolOptions = { connections?: number; statementTimeoutMilliseconds?: number; name?: string };

/** Opens a pool of connections; nothing is sent before the first query. */
export function openDatabase(connection: Connection, options: PoolOptions = {}): Database {
  const pool = new Pool({
    ...connection,
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
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

/** Makes sure that a server answers and is new enough. */
export async function requireServer(database: Database): Promise<void> {
  const version = await serverVersion(database.pool);
  if (version >= majorVersion * 10_000) return;
  const found = Math.floor(version / 10_000);
  throw new DatabaseProblem(
    'server_too_old',
    `Máy chủ PostgreSQL ở DATABASE_URL là bản ${found}, cần bản ${majorVersion} trở lên: hãy nâng cấp máy chủ.`,
    `The PostgreSQL server of DATABASE_URL is version ${found}, ${majorVersion} or newer is needed: upgrade the server.`,
  );
}

async function serverVersion(pool: Pool): Promise<number> {
  try {
    const found = await pool.query<{ version: number }>(`select current_setting('server_version_num')::int as version`);
    return found.rows[0]?.version ?? 0;
  } catch (error) {
    const reason = codeOf(error) ?? (error instanceof Error ? error.message : String(error));
    throw new DatabaseProblem(
      'not_reachable',
      `Không kết nối được tới cơ sở dữ liệu (${reason}): hãy kiểm tra DATABASE_URL, mạng và mật khẩu.`,
      `The database cannot be reached (${reason}): check DATABASE_URL, the network and the password.`,
      error,
    );
  }
}
