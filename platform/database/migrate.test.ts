import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import { migrate, planMigrations } from './migrate.ts';
import { engines, migrationFiles } from './migration-files.ts';
import type { SqlFile } from './migration-files.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const owner = () => world.connectionOf('owner');
const file = (name: string, text: string): SqlFile => ({
  name,
  path: `platform/${name}.sql`,
  text,
  checksum: createHash('sha256').update(text).digest('hex'),
});
const names = async () => {
  const found = await sql<{ name: string }>`select name from database.migration`.execute(world.db);
  return found.rows.map((row) => row.name);
};

test('a migrated database has nothing more to run, as often as it is asked', async () => {
  expect(await migrate(owner())).toEqual([]);
  expect(await migrate(owner())).toEqual([]);
  expect((await planMigrations(owner())).pending).toEqual([]);
});

test('engines come in building order, then systems, each by number', () => {
  const order = migrationFiles().map((found) => found.name.split('/')[0] ?? '');
  const rank = (name: string) => (name.startsWith('systems.') ? engines.length : engines.indexOf(name));
  expect(order.map(rank)).toEqual(order.map(rank).toSorted((a, b) => a - b));
  expect(order).toContain('audit');
});

test('a file that was changed after it ran is refused by its name', async () => {
  const files = migrationFiles().map((found, at) => (at === 1 ? { ...found, checksum: 'other' } : found));
  await expect(migrate(owner(), files)).rejects.toMatchObject({ kind: 'migration_changed' });
});

test('a file that ran and is gone is refused by its name', async () => {
  await expect(migrate(owner(), migrationFiles().slice(1))).rejects.toThrow(/database\/0001_base/);
});

test('a failing file leaves nothing behind and says its line; those before it stay', async () => {
  const good = file('sample/0001_good', 'create schema sample;');
  const bad = file(
    'sample/0002_bad',
    'create table sample.one (id int primary key);\ncreate table sample.two (id nothing);',
  );
  await expect(migrate(owner(), [...migrationFiles(), good, bad])).rejects.toThrow(/sample\/0002_bad.*line 2/s);
  expect(await names()).toContain('sample/0001_good');
  expect(await names()).not.toContain('sample/0002_bad');
  const left = await sql`select from pg_tables where schemaname = 'sample'`.execute(world.ownerDb);
  expect(left.rows).toHaveLength(0);
});

test('two that migrate at once run each file once', async () => {
  const known = [...migrationFiles(), file('sample/0001_good', 'create schema sample;')];
  const files = [
    ...known,
    file('sample/0002_once', 'create table sample.once (id int primary key); select pg_sleep(0.2);'),
  ];
  const ran = await Promise.all([migrate(owner(), files), migrate(owner(), files)]);
  expect(ran.flat()).toEqual(['sample/0002_once']);
});

test('a database that was never set up is told so', async () => {
  await sql`alter schema database rename to hidden`.execute(world.ownerDb).catch(() => undefined);
  await expect(planMigrations(owner())).rejects.toMatchObject({ kind: 'not_set_up' });
});
