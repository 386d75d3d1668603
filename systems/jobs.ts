import { forgetKeys } from '@cuaso/platform/jobs/forget-keys.ts';
import { type Job, job } from '@cuaso/platform/jobs/job.ts';
import { publishHead, seal } from '@cuaso/platform/jobs/publish-head.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { removeOrphanFiles } from './files/remove-orphan-files.ts';
import { forgetExpired } from './identity/forget-expired.ts';

/** Every job of the platform: those of the engines, and those that call an operation of a system by the clock. */
export const jobs: readonly Job[] = [
  seal,
  publishHead,
  forgetKeys,
  job({
    name: 'identity.forget-expired',
    schedule: { dailyAt: '02:20' },
    run: (platform) => run(platform, forgetExpired, { kind: 'system', name: 'jobs' }, {}),
  }),
  job({
    name: 'files.remove-orphans',
    schedule: { dailyAt: '02:40' },
    run: (platform) => run(platform, removeOrphanFiles, { kind: 'system', name: 'jobs' }, {}),
  }),
];
