import { Client } from 'pg';
import { databaseName, embeddedConnection, roleNames } from './connection.ts';
import type { Connection } from './connection.ts';
import type { DataFolder } from './data-folder.ts';
import { setUpFiles } from './migration-files.ts';
import { DatabaseProblem } from './problem.ts';
import { secretOf } from './secrets.ts';

/** The extensions that come with PostgreSQL and that the migrations build on. */
export const extensions = ['unaccent', 'pg_trgm', 'btree_gist', 'pgcrypto'];

/** Brings the roles and the database of an embedded server into being, as its superuser; may be repeated at each start. */
export async function setUpEmbedded(folder: DataFolder, database: string = databaseName): Promise<void> {
  await withClient(embeddedConnection(folder, 'superuser', 'postgres'), async (client) => {
    await setUpRoles(client, folder);
    const found = await client.query('select from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(database)} owner cuaso_owner template template0`);
    }
  });
  await withClient(embeddedConnection(folder, 'superuser', database), async (client) => {
    for (const step of setUpSteps(client, database)) await runStep(client, step);
  });
}

/** Repeats the set-up in a server of the province when the owner's role may; otherwise its administrator has done it. */
export async function setUpOutside(owner: Connection): Promise<void> {
  await withClient(owner, async (client) => {
    const found = await client.query(
      'select current_database() as name from pg_roles where rolname = current_user and rolsuper',
    );
    const name = found.rows[0]?.name;
    if (typeof name !== 'string') return;
    for (const step of setUpSteps(client, name)) await runStep(client, step);
  });
}

/** The part of the set-up that a database administrator runs once in a server of the province. */
export function setUpText(): string {
  const roles = Object.values([roleNames.owner, roleNames.app]).map(
    (name) => `-- create role ${name} login password '…';`,
  );
  const database = `-- create database ${databaseName} owner ${roleNames.owner} template template0 encoding 'UTF8' locale_provider icu icu_locale 'vi' locale 'C.UTF-8';`;
  const made = extensions.map((name) => `create extension if not exists ${name} with schema public;`);
  const files = setUpFiles().map((file) => `-- ${file.path}\n${file.text}`);
  return [...roles, database, ...made, ...files].join('\n');
}

/** Opens one connection for the time of a piece of work. */
export async function withClient<T>(connection: Connection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...connection, application_name: 'cuaso set-up' });
  // Without a listener a connection lost between two queries would end the process; the next query reports it anyway.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

type Step = { name: string; text: string };

async function setUpRoles(client: Client, folder: DataFolder): Promise<void> {
  for (const role of ['owner', 'app'] as const) {
    const name = roleNames[role];
    const found = await client.query('select from pg_roles where rolname = $1', [name]);
    const verb = found.rowCount === 0 ? 'create' : 'alter';
    const password = client.escapeLiteral(secretOf(folder, `database.${role}`));
    await client.query(
      `${verb} role ${name} login nosuperuser nocreatedb nocreaterole noreplication password ${password}`,
    );
  }
}

function setUpSteps(client: Client, database: string): Step[] {
  const name = client.escapeIdentifier(database);
  const privileges = `
    revoke all on database ${name} from public;
    grant connect on database ${name} to cuaso_owner, cuaso_app;`;
  const made = extensions.map((extension) => `create extension if not exists ${extension} with schema public;`);
  const files = setUpFiles().map((file) => ({ name: file.path, text: file.text }));
  return [{ name: 'privileges', text: privileges }, { name: 'extensions', text: made.join('\n') }, ...files];
}

async function runStep(client: Client, step: Step): Promise<void> {
  try {
    await client.query(step.text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseProblem(
      'migration_failed',
      `Bước chuẩn bị ${step.name} không chạy được: ${reason}`,
      `The set-up step ${step.name} failed: ${reason}`,
      error,
    );
  }
}
