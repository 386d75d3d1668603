import { systemClock } from '@cuaso/kernel/clock.ts';
import { type Log, logBug, logOperation } from './api/log.ts';
import type { Metrics } from './api/metrics.ts';
import { type DataFolder, dataFolder } from './database/data-folder.ts';
import { openPlatformDatabase, type PlatformServer } from './database/platform-server.ts';
import { migrateJobs } from './jobs/migrate-jobs.ts';
import type { Platform } from './operations/platform.ts';
import { systemRandom } from './operations/randomness.ts';

/** What a start is told: where the data lies, and who hears of what happens. */
export type StartOptions = {
  data?: string | undefined;
  log: (folder: DataFolder) => Log;
  metrics: Metrics;
  /** The database server went away and does not come back. */
  onLost: (error: unknown) => void;
};

/** A platform that runs, what it stands on, and how to end it. */
export type RunningPlatform = { platform: Platform; server: PlatformServer; log: Log; stop: () => Promise<void> };

/** Data folder, database, set-up, migrations: everything that comes before jobs and web. */
export async function startPlatform(options: StartOptions): Promise<RunningPlatform> {
  const folder = dataFolder(options.data);
  const { database, server, ran } = await openPlatformDatabase({ folder, onLost: options.onLost });
  if (server.owner) await migrateJobs(server.owner);
  const log = options.log(folder);
  if (ran.length > 0) log.info({ migrations: ran }, 'migrated');
  options.metrics.watchPool(database);
  const platform: Platform = {
    database,
    clock: systemClock,
    random: systemRandom,
    memory: new Map(),
    observe: (observation) => {
      options.metrics.observeOperation(observation);
      logOperation(log, observation);
    },
    report: (error, reference) => logBug(log, error, reference),
  };
  const stop = async () => {
    await database.close();
    await server.stop();
  };
  return { platform, server, log, stop };
}
