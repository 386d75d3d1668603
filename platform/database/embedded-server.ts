import { setTimeout as sleep } from 'node:timers/promises';
import { prepareDataFolder, folderProblem } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { clearLeftovers, startPostmaster, stopPostmaster } from './postmaster.ts';
import type { Postmaster } from './postmaster.ts';
import { serverBinaries } from './server-binaries.ts';
import type { Durability } from './server-settings.ts';

/** The PostgreSQL that this process runs from a data folder. */
export type EmbeddedServer = {
  folder: DataFolder;
  pid: () => number | undefined;
  stop: () => Promise<void>;
};

/** What may be chosen at start; `onLost` hears of a server that does not come back. */
export type ServerOptions = { durability?: Durability; onLost?: (error: unknown) => void };

const mostRestarts = 5;
const calmMilliseconds = 60_000;

/**
 * Starts PostgreSQL on a data folder, making it at the first start, and starts it again when it is killed. Throws a
 * DatabaseProblem when the folder is in use, foreign, full or of another version.
 */
export async function startEmbeddedServer(folder: DataFolder, options: ServerOptions = {}): Promise<EmbeddedServer> {
  const durability = options.durability ?? 'safe';
  const binaries = serverBinaries();
  prepareDataFolder(folder);
  const lock = await lockFolder(folder);
  try {
    await clearLeftovers(folder);
    initialiseCluster(folder, binaries);
    const start = () => startPostmaster(folder, binaries, durability);
    const kept = keepRunning(folder, await start(), start, options.onLost);
    const stop = async () => {
      await kept.stop();
      lock.release();
    };
    return { folder, pid: kept.pid, stop };
  } catch (error) {
    lock.release();
    throw folderProblem(folder.path, error);
  }
}

function keepRunning(
  folder: DataFolder,
  first: Postmaster,
  start: () => Promise<Postmaster>,
  onLost: ((error: unknown) => void) | undefined,
): { pid: () => number | undefined; stop: () => Promise<void> } {
  let current = first;
  let stopping = false;
  let restarts: number[] = [];
  const watch = async (): Promise<void> => {
    await current.exited;
    if (stopping) return;
    restarts = [...restarts.filter((at) => at > performance.now() - calmMilliseconds), performance.now()];
    if (restarts.length > mostRestarts) return onLost?.(new Error('the database server was lost too often'));
    await sleep(50 * restarts.length);
    // The children of a killed server must be gone before the next one may touch the files.
    await clearLeftovers(folder);
    if (stopping) return;
    current = await start();
    return watch();
  };
  const watching = watch().catch((error: unknown) => onLost?.(error));
  return {
    pid: () => current.process.pid,
    stop: async () => {
      stopping = true;
      await stopPostmaster(current);
      await watching;
      await stopPostmaster(current);
    },
  };
}
