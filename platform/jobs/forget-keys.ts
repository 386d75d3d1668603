import { sql } from 'kysely';
import type { Platform } from '../operations/platform.ts';
import { job } from './job.ts';

const keptDays = 30;
const batch = 5000;

/** Idempotency keys older than thirty days answer nobody any more. In pieces, so that no command waits long. */
export const forgetKeys = job({
  name: 'operations.forget-keys',
  schedule: { dailyAt: '02:10' },
  run: forgetOldKeys,
});

async function forgetOldKeys(platform: Platform): Promise<number> {
  const before = new Date(platform.clock.now().getTime() - keptDays * 86_400_000);
  for (let all = 0; ;) {
    const removed = await sql`delete from operations.idempotency where (actor, key) in (
      select actor, key from operations.idempotency where at < ${before} order by at limit ${batch})`.execute(
      platform.database.db,
    );
    const count = Number(removed.numAffectedRows ?? 0n);
    all += count;
    if (count < batch) return all;
  }
}
