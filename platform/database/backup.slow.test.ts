import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backUp, defaultBackupFile } from './backup.ts';
import { embeddedConnection } from './connection.ts';
import { dataFolder } from './data-folder.ts';
import { startEmbeddedServer } from './embedded-server.ts';
import { openPlatformDatabase } from './platform-server.ts';
import type { PlatformDatabase } from './platform-server.ts';
import { restoreBackup } from './restore.ts';
import { withClient } from './set-up.ts';

const home = mkdtempSync(join(tmpdir(), 'cuaso-backup-'));
const folder = dataFolder(join(home, 'data'));
const file = join(home, 'cuaso.tar.zst');
const longName = `${'ab/'.repeat(40)}${'c'.repeat(64)}`;
const upload = Buffer.from('Quyết định '.repeat(10_000));
let running: PlatformDatabase;

const rowsSql = `select count(*)::int as rows, md5(string_agg(id || name, ',' order by id)) as sum from public.thing where id <= 20000`;

beforeAll(async () => {
  running = await openPlatformDatabase({ folder });
  mkdirSync(join(folder.files, longName, '..'), { recursive: true });
  writeFileSync(join(folder.files, longName), upload);
  await asSuperuser(`create table public.thing (id bigint primary key, name text not null);
    insert into public.thing select i, 'hồ sơ ' || i from generate_series(1, 20000) i`);
});
afterAll(async () => {
  await running.database.close();
  await running.server.stop();
  rmSync(home, { recursive: true, force: true });
});

async function asSuperuser(text: string, at = folder): Promise<unknown[]> {
  return withClient(embeddedConnection(at, 'superuser', 'postgres'), async (client) => (await client.query(text)).rows);
}

test('a backup of a system at work gives the same rows, files and secrets back', async () => {
  const before = await asSuperuser(rowsSql);
  const pool = new Pool({ ...embeddedConnection(folder, 'superuser', 'postgres'), max: 2 });
  let acknowledged = 20_000;
  const stop = new AbortController();
  const writing = (async () => {
    while (!stop.signal.aborted) await pool.query(`insert into public.thing values ($1, 'sau')`, [++acknowledged]);
  })();
  const atStart = acknowledged;
  const made = await backUp(running.server, file);
  stop.abort();
  await writing;
  await pool.end();
  expect(acknowledged).toBeGreaterThan(atStart + 10);
  expect(statSync(made.file).mode & 0o777).toBe(0o600);

  const copy = dataFolder(join(home, 'copy'));
  const restored = await restoreBackup(file, copy);
  expect(restored.migrations).toBeGreaterThan(2);
  expect(readFileSync(join(copy.files, longName)).equals(upload)).toBe(true);
  expect(readFileSync(copy.secrets, 'utf8')).toBe(readFileSync(folder.secrets, 'utf8'));
  const server = await startEmbeddedServer(copy);
  try {
    expect(await asSuperuser(rowsSql, copy)).toEqual(before);
    const [later] = await asSuperuser('select max(id) - count(*) as gaps from public.thing', copy);
    expect(later).toEqual({ gaps: '0' });
  } finally {
    await server.stop();
  }
});

test('a folder with anything in it is not restored into', async () => {
  const full = join(home, 'full');
  mkdirSync(full);
  writeFileSync(join(full, 'note.txt'), 'mine');
  await expect(restoreBackup(file, dataFolder(full))).rejects.toMatchObject({ kind: 'folder_not_empty' });
  expect(readFileSync(join(full, 'note.txt'), 'utf8')).toBe('mine');
});

test('a missing backup is named, and nothing is made', async () => {
  await expect(restoreBackup(join(home, 'none'), dataFolder(join(home, 'new')))).rejects.toMatchObject({
    kind: 'backup_damaged',
  });
});

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * 0.7))],
  ['changed in the middle', (bytes: Buffer) => withChange(bytes, Math.floor(bytes.length / 2))],
  ['not a backup', () => Buffer.from('hello')],
])('a backup that was %s is refused and leaves the folder empty', async (_, spoil) => {
  const spoilt = join(home, 'spoilt');
  writeFileSync(spoilt, spoil(readFileSync(file)));
  const target = dataFolder(join(home, 'target'));
  await expect(restoreBackup(spoilt, target)).rejects.toMatchObject({ kind: 'backup_damaged' });
  expect(readdirSync(target.path)).toEqual([]);
});

test('a backup is named by the time of Vietnam', () => {
  const name = defaultBackupFile(folder, new Date('2026-11-23T18:04:05Z'));
  expect(name).toBe(join(folder.path, 'backup', 'cuaso-20261124-010405.tar.zst'));
});

function withChange(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  for (let i = at; i < at + 8; i += 1) changed[i] = (changed[i] ?? 0) ^ 0xff;
  return changed;
}
