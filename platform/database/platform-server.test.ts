import { sql } from 'kysely';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { cloneDatabase } from '../../test/database.ts';
import type { ClonedDatabase } from '../../test/database.ts';
import type { Connection } from './connection.ts';
import { openPlatformDatabase, openPlatformServer } from './platform-server.ts';

let clone: ClonedDatabase;
beforeAll(async () => {
  clone = await cloneDatabase();
  return clone.remove;
});
afterEach(() => vi.unstubAllEnvs());

const urlOf = ({ user, password, host, database }: Connection) =>
  `postgres://${user}:${String(password)}@/${database}?host=${encodeURIComponent(host ?? '')}`;

test('with DATABASE_URL and DATABASE_OWNER_URL the server of the province is used, migrated and not stopped', async () => {
  vi.stubEnv('DATABASE_URL', urlOf(clone.connectionOf('app')));
  vi.stubEnv('DATABASE_OWNER_URL', urlOf(clone.connectionOf('owner')));
  const { database, server, ran } = await openPlatformDatabase();
  const who = await sql<{ name: string }>`select current_user as name`.execute(database.db);
  expect(who.rows).toEqual([{ name: 'cuaso_app' }]);
  expect([ran, server.superuser]).toEqual([[], undefined]);
  await database.close();
  await server.stop();
});

test('without DATABASE_OWNER_URL a database that is up to date is good enough', async () => {
  vi.stubEnv('DATABASE_URL', urlOf(clone.connectionOf('app')));
  const { database, server } = await openPlatformDatabase();
  expect(server.owner).toBeUndefined();
  await database.close();
});

test('without DATABASE_OWNER_URL a database that lacks a step is refused', async () => {
  const asOwner = clone.connectionOf('owner');
  vi.stubEnv('DATABASE_URL', urlOf(asOwner));
  const { owner, app } = await openPlatformServer();
  expect([owner, app]).toEqual([undefined, { connectionString: urlOf(asOwner) }]);
  const { database } = await openPlatformDatabase();
  await sql`delete from database.migration where name like 'cases/%'`.execute(database.db);
  await database.close();
  await expect(openPlatformDatabase()).rejects.toMatchObject({ kind: 'not_set_up' });
});

test('a wrong password is told as a server that cannot be reached', async () => {
  vi.stubEnv('DATABASE_URL', urlOf({ ...clone.connectionOf('app'), password: 'wrong' }));
  await expect(openPlatformServer()).rejects.toMatchObject({ kind: 'not_reachable' });
});
