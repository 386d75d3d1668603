import { parseCronItems } from 'graphile-worker';
import { offsetMinutes } from '@cuaso/kernel/clock.ts';
import type { Job } from './job.ts';

/** The jobs of the day as the engine wants them, in its time (UTC); a day that was missed is made up for. */
export function cronItemsOf(jobs: readonly Job[]): ReturnType<typeof parseCronItems> {
  return parseCronItems(
    jobs.flatMap(({ name, schedule }) => {
      if (schedule === undefined || !('dailyAt' in schedule)) return [];
      const match = cronTimeOf(schedule.dailyAt);
      return [{ task: name, match, identifier: name, options: { backfillPeriod: 86_400_000, jobKey: name } }];
    }),
  );
}

/** `02:30` in Viet Nam as a crontab time in UTC. */
export function cronTimeOf(local: string): string {
  const [hour, minute] = local.split(':').map(Number);
  const inDay = ((((hour ?? 0) * 60 + (minute ?? 0) - offsetMinutes) % 1440) + 1440) % 1440;
  return `${inDay % 60} ${Math.floor(inDay / 60)} * * *`;
}
