import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { copyFolder } from '../copy-folder.ts';
import { startServer } from '../server-process.ts';

const dossiers = 120;
const patienceMs = 300_000;

/** The settings of every demo of a test: what a crash would lose is made anew by the next run. */
export const demoSettings = {
  CUASO_DEMO_DOSSIERS: String(dossiers),
  CUASO_LIMITS: 'off',
  CUASO_DURABILITY: 'throwaway',
};

/** A new data folder with the demo province, copied from the one that the first file of a test run has made. */
export async function copyDemo(): Promise<string> {
  const template = await demoTemplate();
  const data = mkdtempSync(join(tmpdir(), 'cuaso-pages-'));
  copyFolder(template, data);
  return data;
}

/** The demo of this run, stopped in good order; the files that want it at the same time wait for the one that makes it. */
async function demoTemplate(): Promise<string> {
  const run = inject('databaseServer');
  if ('problem' in run) throw new Error(`there is no test database: ${run.problem}`);
  const home = join(run.path, 'demo');
  const making = `${home}.making`;
  const end = Date.now() + patienceMs;
  while (!existsSync(home)) {
    if (wasMade(making)) await makeDemo(making, home);
    else if (Date.now() > end) throw new Error(`nobody finished ${making}`);
    else await sleep(250);
  }
  return home;
}

/** Whether this process was the one to make the folder. */
function wasMade(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}

async function makeDemo(making: string, home: string): Promise<void> {
  try {
    const server = await startServer(making, demoSettings, patienceMs);
    await server.stop();
    renameSync(making, home);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  }
}
