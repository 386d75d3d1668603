import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { embeddedConnection } from '../../platform/database/connection.ts';
import { dataFolder } from '../../platform/database/data-folder.ts';
import { demoOf, type DemoSignIns, startServer } from '../server-process.ts';

/** A demo province in a server of its own, with the built pages. */
export type RunningDemo = DemoSignIns & {
  address: string;
  data: string;
  stop: () => Promise<void>;
};

/** Starts a new demo with some dossiers; its limits are off, because one machine plays the whole province. */
export async function startDemo(dossiers: number, more: Record<string, string> = {}): Promise<RunningDemo> {
  const data = mkdtempSync(join(tmpdir(), 'cuaso-pages-'));
  const env = { CUASO_DEMO_DOSSIERS: String(dossiers), CUASO_LIMITS: 'off', ...more };
  const server = await startServer(data, env, 240_000);
  const stop = async () => {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  };
  const pages = await fetch(server.address);
  if (pages.ok) return { address: server.address, data, ...demoOf(data), stop };
  await stop();
  throw new Error(`no pages (${pages.status}): run bin/build-web first`);
}

/** What only the QR code of a dossier's receipt says; there is no reader of such codes here, so the database tells it. */
export async function secretOf(demo: Pick<RunningDemo, 'data'>, code: string): Promise<string> {
  const [row] = await rowsOf<{ secret: string }>(
    demo,
    'select code_secret as secret from cases.dossier where code = $1',
    [code],
  );
  return row?.secret ?? '';
}

/** Asks the demo's database as its superuser. */
export async function rowsOf<T>(demo: Pick<RunningDemo, 'data'>, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client(embeddedConnection(dataFolder(demo.data), 'superuser'));
  await client.connect();
  try {
    return (await client.query(text, values)).rows as T[];
  } finally {
    await client.end();
  }
}
