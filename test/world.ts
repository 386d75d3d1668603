import type { Kysely } from 'kysely';
import type { Connection, Role } from '../platform/database/connection.ts';
import { openDatabase } from '../platform/database/database.ts';
import type { Database } from '../platform/database/database.ts';
import type { DB } from '../platform/database/schema.generated.ts';
import { cloneDatabase } from './database.ts';

/** What a test file works with: a database of its own, as the application sees it and as its owner does. */
export type World = {
  database: Database;
  db: Kysely<DB>;
  ownerDb: Kysely<DB>;
  connectionOf: (role: Role) => Connection;
  close: () => Promise<void>;
};

/** Opens a world for one test file; call `close` in afterAll. */
export async function openWorld(): Promise<World> {
  const clone = await cloneDatabase();
  const database = openDatabase(clone.connectionOf('app'), { connections: 8, name: 'cuaso test' });
  const owner = openDatabase(clone.connectionOf('owner'), { connections: 2, name: 'cuaso test owner' });
  const close = async () => {
    await Promise.all([database.close(), owner.close()]);
    await clone.remove();
  };
  return { database, db: database.db, ownerDb: owner.db, connectionOf: clone.connectionOf, close };
}
