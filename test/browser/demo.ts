import { rmSync } from 'node:fs';
import { Client } from 'pg';
import { embeddedConnection } from '../../platform/database/connection.ts';
import { dataFolder } from '../../platform/database/data-folder.ts';
import { demoOf, type DemoSignIns, startServer } from '../server-process.ts';
import { copyDemo, demoSettings } from './demo-template.ts';

/** A demo province in a server of its own, with the built pages. */
export type RunningDemo = DemoSignIns & {
  address: string;
  data: string;
  stop: () => Promise<void>;
};

/** Starts a demo of its own with some dossiers; its limits are off, because one machine plays the whole province. */
export async function startDemo(more: Record<string, string> = {}): Promise<RunningDemo> {
  return openDemo(await copyDemo(), more);
}

/** Opens the demo of a data folder, which is made where there is none; the folder goes when the demo is stopped. */
export async function openDemo(data: string, more: Record<string, string> = {}): Promise<RunningDemo> {
  const server = await startServer(data, { ...demoSettings, ...more }, 240_000);
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
