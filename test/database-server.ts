import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { databaseName, embeddedConnection } from '../platform/database/connection.ts';
import { dataFolder, projectFolder } from '../platform/database/data-folder.ts';
import { startEmbeddedServer } from '../platform/database/embedded-server.ts';
import { migrate } from '../platform/database/migrate.ts';
import { migrationFiles, setUpFiles } from '../platform/database/migration-files.ts';
import { startOf } from '../platform/database/processes.ts';
import { extensions, setUpEmbedded } from '../platform/database/set-up.ts';
import { migrateJobs } from '../platform/jobs/migrate-jobs.ts';
import { copyFolder } from './copy-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder of the server that all test files share, or why there is none. */
    databaseServer: { path: string } | { problem: string };
  }
}

const cache = join(projectFolder, 'node_modules', '.cache', 'cuaso-test');
const keptTemplates = 3;
const runPrefix = 'cuaso-tests-';

/** Starts the one server of a test run on a copy of a migrated cluster; the cluster is made anew when a migration changes. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeDeadRuns();
  const path = mkdtempSync(join(tmpdir(), `${runPrefix}${process.pid}.`));
  const remove = () => rmSync(path, { recursive: true, force: true });
  try {
    copyFolder(await migratedCluster(), path);
    const server = await startEmbeddedServer(dataFolder(path), { durability: 'throwaway' });
    project.provide('databaseServer', { path });
    return async () => {
      await server.stop();
      remove();
    };
  } catch (error) {
    // Tests that need no database still run; the others say this.
    remove();
    project.provide('databaseServer', { problem: error instanceof Error ? error.message : String(error) });
    return async () => undefined;
  }
}

/** The data folder of a stopped cluster in which all migrations have run. */
async function migratedCluster(): Promise<string> {
  const home = join(cache, templateKey());
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(tmpdir(), `${runPrefix}${process.pid}.`));
  try {
    const folder = dataFolder(making);
    const server = await startEmbeddedServer(folder, { durability: 'throwaway' });
    try {
      await setUpEmbedded(folder);
      await migrate(embeddedConnection(folder, 'owner', databaseName));
      await migrateJobs(embeddedConnection(folder, 'owner', databaseName));
    } finally {
      await server.stop();
    }
    publish(making, home);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  removeOldTemplates();
  return home;
}

// Two runs may make the same template at once: the first to finish wins, the other's is as good.
function publish(from: string, home: string): void {
  const beside = `${home}.${process.pid}`;
  copyFolder(from, beside);
  try {
    renameSync(beside, home);
  } catch {
    rmSync(beside, { recursive: true, force: true });
  }
}

function templateKey(): string {
  const code = ['set-up.ts', 'initialise-cluster.ts', 'secrets.ts', 'connection.ts', '../jobs/migrate-jobs.ts'];
  const made = code.map((name) => statSync(join(projectFolder, 'platform', 'database', name)).mtimeMs);
  const files = [...setUpFiles(), ...migrationFiles()].map((file) => [file.name, file.checksum]);
  return createHash('sha256')
    .update(JSON.stringify([made, extensions, files]))
    .digest('hex')
    .slice(0, 16);
}

function removeOldTemplates(): void {
  const age = (name: string) => statSync(join(cache, name)).mtimeMs;
  const byAge = readdirSync(cache).toSorted((a, b) => age(b) - age(a));
  for (const name of byAge.slice(keptTemplates)) rmSync(join(cache, name), { recursive: true, force: true });
}

function removeDeadRuns(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(runPrefix) ? Number(name.slice(runPrefix.length).split('.')[0]) : Number.NaN;
    if (pid > 0 && startOf(pid) === undefined) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
