import { embeddedConnection } from './connection.ts';
import type { Connection, Role } from './connection.ts';
import { dataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { openDatabase, requireServer } from './database.ts';
import type { Database } from './database.ts';
import { startEmbeddedServer } from './embedded-server.ts';
import { isHeld } from './folder-lock.ts';
import { migrate, planMigrations } from './migrate.ts';
import { DatabaseProblem } from './problem.ts';
import { setUpEmbedded, setUpOutside } from './set-up.ts';

/** The server of this installation: embedded in its data folder, or the one that DATABASE_URL names. */
export type PlatformServer = {
  folder: DataFolder;
  app: Connection;
  owner: Connection | undefined;
  superuser: Connection | undefined;
  stop: () => Promise<void>;
};

/** What may be chosen; `attach` uses the embedded server that another process runs instead of refusing. */
export type PlatformServerOptions = { folder?: DataFolder; attach?: boolean; onLost?: (error: unknown) => void };

/** A migrated database and the server that it is in; close the first before stopping the second. */
export type PlatformDatabase = { database: Database; server: PlatformServer; ran: string[] };

/** Starts or reaches the server, brings the tables up to date and opens the application's connections. */
export async function openPlatformDatabase(options: PlatformServerOptions = {}): Promise<PlatformDatabase> {
  const server = await openPlatformServer(options);
  try {
    const ran = server.owner ? await migrate(server.owner) : await requireMigrated(server.app);
    return { database: openDatabase(server.app), server, ran };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Starts the embedded server and sets it up, or makes sure that the one of DATABASE_URL answers and is new enough. */
export async function openPlatformServer(options: PlatformServerOptions = {}): Promise<PlatformServer> {
  const folder = options.folder ?? dataFolder();
  const url = process.env['DATABASE_URL'];
  if (url) return outsideServer(folder, url, process.env['DATABASE_OWNER_URL']);
  if (options.attach && isHeld(folder)) return embedded(folder, async () => undefined);
  const server = await startEmbeddedServer(folder, {
    ...(options.onLost && { onLost: options.onLost }),
    durability: process.env['CUASO_DURABILITY'] === 'throwaway' ? 'throwaway' : 'safe',
  });
  try {
    await setUpEmbedded(folder);
    return embedded(folder, server.stop);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function embedded(folder: DataFolder, stop: () => Promise<void>): PlatformServer {
  const as = (role: Role) => embeddedConnection(folder, role);
  return { folder, app: as('app'), owner: as('owner'), superuser: as('superuser'), stop };
}

async function outsideServer(folder: DataFolder, url: string, ownerUrl: string | undefined): Promise<PlatformServer> {
  const app = { connectionString: url };
  const owner = ownerUrl ? { connectionString: ownerUrl } : undefined;
  for (const connection of owner ? [app, owner] : [app]) await requireServer(connection);
  if (owner) await setUpOutside(owner);
  return { folder, app, owner, superuser: undefined, stop: async () => undefined };
}

async function requireMigrated(app: Connection): Promise<string[]> {
  const { pending } = await planMigrations(app);
  if (pending.length === 0) return [];
  throw new DatabaseProblem(
    'not_set_up',
    `Cơ sở dữ liệu còn thiếu ${pending.length} bước cập nhật: hãy đặt DATABASE_OWNER_URL rồi chạy "bin/db migrate".`,
    `The database lacks ${pending.length} migrations: set DATABASE_OWNER_URL and run "bin/db migrate".`,
  );
}
