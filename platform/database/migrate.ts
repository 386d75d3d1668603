import type { Client } from 'pg';
import type { Connection } from './connection.ts';
import { migrationFiles } from './migration-files.ts';
import type { SqlFile } from './migration-files.ts';
import { codeOf, DatabaseProblem } from './problem.ts';
import { withClient } from './set-up.ts';

/** What has run and what would run. */
export type MigrationPlan = { applied: string[]; pending: SqlFile[] };

// Any fixed number will do: it only has to be the same in every process that migrates.
const lockKey = 4_703_511_876;

/** Compares the files with what the database records; refuses a changed or missing file. */
export async function planMigrations(owner: Connection, files: SqlFile[] = migrationFiles()): Promise<MigrationPlan> {
  return withClient(owner, (client) => planWith(client, files));
}

/** Runs what has not run yet, each file in its own transaction; two that migrate at once wait for each other. */
export async function migrate(owner: Connection, files: SqlFile[] = migrationFiles()): Promise<string[]> {
  return withClient(owner, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    const { pending } = await planWith(client, files);
    for (const file of pending) await apply(client, file);
    return pending.map((file) => file.name);
  });
}

async function planWith(client: Client, files: SqlFile[]): Promise<MigrationPlan> {
  const known = await recorded(client);
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const [name, checksum] of known) {
    const file = byName.get(name);
    if (!file) throw missing(name);
    if (file.checksum !== checksum) throw changed(file);
  }
  return { applied: [...known.keys()], pending: files.filter((file) => !known.has(file.name)) };
}

async function recorded(client: Client): Promise<Map<string, string>> {
  try {
    const found = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from database.migration order by applied_at, name',
    );
    return new Map(found.rows.map((row) => [row.name, row.checksum]));
  } catch (error) {
    if (codeOf(error) !== '42P01' && codeOf(error) !== '3F000' && codeOf(error) !== '42501') throw error;
    throw new DatabaseProblem(
      'not_set_up',
      'Cơ sở dữ liệu chưa được chuẩn bị: hãy nhờ quản trị viên chạy một lần các lệnh mà "bin/db setup" in ra.',
      'The database has not been set up: let its administrator run once what "bin/db setup" prints.',
      error,
    );
  }
}

async function apply(client: Client, file: SqlFile): Promise<void> {
  await client.query('begin');
  try {
    // For a migration that writes rows: the audit takes a write only from a named operation.
    await client.query(
      `select set_config('cuaso.operation', $1, true), set_config('cuaso.actor', 'system:migration', true)`,
      [`migration.${file.name}`],
    );
    await client.query(file.text);
    await client.query('insert into database.migration (name, checksum) values ($1, $2)', [file.name, file.checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const reason = `${error instanceof Error ? error.message : String(error)}${lineOf(file, error)}`;
    throw new DatabaseProblem(
      'migration_failed',
      `Tệp ${file.path} không chạy được: ${reason}`,
      `The migration ${file.path} failed and was rolled back: ${reason}`,
      error,
    );
  }
}

function lineOf(file: SqlFile, error: unknown): string {
  if (typeof error !== 'object' || error === null || !('position' in error)) return '';
  return ` (dòng/line ${file.text.slice(0, Number(error.position)).split('\n').length})`;
}

function missing(name: string): DatabaseProblem {
  return new DatabaseProblem(
    'migration_missing',
    `Cơ sở dữ liệu đã chạy ${name} nhưng bản phần mềm này không có tệp đó: hãy dùng bản Cửa Số mới hơn.`,
    `The database has run ${name}, which this version does not have: use the newer version of Cửa Số.`,
  );
}

function changed(file: SqlFile): DatabaseProblem {
  return new DatabaseProblem(
    'migration_changed',
    `Tệp ${file.path} đã bị sửa sau khi chạy: hãy trả lại nội dung cũ và viết một tệp mới.`,
    `The migration ${file.path} was changed after it ran: bring its old text back and write a new file.`,
  );
}
