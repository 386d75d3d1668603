// What the migrations make of an empty database, as text: checked in, so that a review sees it and the compiler uses it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { embeddedConnection } from '../platform/database/connection.ts';
import type { Connection } from '../platform/database/connection.ts';
import { dataFolder, projectFolder } from '../platform/database/data-folder.ts';
import { openDatabase } from '../platform/database/database.ts';
import { schemaText } from '../platform/database/dump-schema.ts';
import { startEmbeddedServer } from '../platform/database/embedded-server.ts';
import { migrate } from '../platform/database/migrate.ts';
import { codeOf, DatabaseProblem } from '../platform/database/problem.ts';
import { setUpEmbedded } from '../platform/database/set-up.ts';
import { typesOf } from './db-types.ts';

const folder = join(projectFolder, 'platform', 'database');
const schemaFile = join(folder, 'schema.sql');
const typesFile = join(folder, 'schema.generated.ts');

/** Writes both files from a throw-away database. */
export async function writeDump(): Promise<void> {
  for (const [file, text] of await freshDump()) {
    writeFileSync(file, text);
    process.stdout.write(`${relative(projectFolder, file)}\n`);
  }
}

/** Fails when the files that are checked in are not those that the migrations give. */
export async function checkDump(): Promise<void> {
  for (const [file, text] of await freshDump()) {
    if (textOf(file) === text) continue;
    const name = relative(projectFolder, file);
    throw new DatabaseProblem(
      'dump_differs',
      `${name} không khớp với các tệp cập nhật (dòng ${firstDifference(textOf(file), text)}): hãy chạy "bin/db dump" và xem lại.`,
      `${name} does not match the migrations (line ${firstDifference(textOf(file), text)}): run "bin/db dump" and review it.`,
    );
  }
}

async function freshDump(): Promise<Map<string, string>> {
  const path = mkdtempSync(join(tmpdir(), 'cuaso-dump-'));
  const data = dataFolder(path);
  try {
    const server = await startEmbeddedServer(data, { durability: 'throwaway' });
    try {
      await setUpEmbedded(data);
      const owner = embeddedConnection(data, 'owner');
      await migrate(owner);
      return new Map([
        [schemaFile, await schemaText(owner)],
        [typesFile, await readTypes(owner)],
      ]);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

async function readTypes(owner: Connection): Promise<string> {
  const database = openDatabase(owner, { connections: 2 });
  try {
    return await typesOf(database.db);
  } finally {
    await database.close();
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

function firstDifference(one: string, other: string): number {
  const others = other.split('\n');
  return one.split('\n').findIndex((line, at) => line !== others[at]) + 1;
}
