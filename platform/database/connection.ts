import type { ClientConfig } from 'pg';
import type { DataFolder } from './data-folder.ts';
import { superuser } from './initialise-cluster.ts';
import { secretOf } from './secrets.ts';

/** How to reach one database as one role. */
export type Connection = Readonly<
  Pick<ClientConfig, 'connectionString' | 'host' | 'port' | 'user' | 'password' | 'database'>
>;

/** Who connects: the application, the owner of the tables, or the superuser of an embedded server. */
export type Role = 'app' | 'owner' | 'superuser';

/** The name of the database inside the server. */
export const databaseName = 'cuaso';

/** What each role is called in the server. */
export const roleNames: Record<Role, string> = { app: 'cuaso_app', owner: 'cuaso_owner', superuser };

/** The connection of a role to the embedded server of a data folder. */
export function embeddedConnection(folder: DataFolder, role: Role, database: string = databaseName): Connection {
  const password = secretOf(folder, `database.${role}`);
  return { host: folder.sockets, port: 5432, user: roleNames[role], password, database };
}
