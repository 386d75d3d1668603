import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { dayOf } from '@cuaso/kernel/clock.ts';
import { sealAudit } from '../audit/seal.ts';
import { job } from './job.ts';

/**
 * The head of the audit's chain, once a day, into the log and a file of its own. Whoever keeps the lines elsewhere can later
 * show that nothing before them was changed.
 */
export const publishHead = job({
  name: 'audit.publish-head',
  schedule: { dailyAt: '00:05' },
  run: async ({ database, clock }, _payload, tools) => {
    await sealAudit(database.db);
    const found = await sql<{ number: number | null; hash: string | null; sealed: number }>`
      select number, hash, sealed from audit.head()`.execute(database.db);
    const head = found.rows[0];
    if (head?.hash == null) return;
    const now = clock.now();
    const line = { day: dayOf(now), at: now.toISOString(), batch: head.number, entries: head.sealed, hash: head.hash };
    await mkdir(tools.dataFolder, { recursive: true });
    await appendFile(join(tools.dataFolder, 'audit-heads.jsonl'), `${JSON.stringify(line)}\n`, { mode: 0o600 });
    tools.log(line, 'audit head');
  },
});

/** Seals what has been written, each five seconds; of several processes at once only one does. */
export const seal = job({
  name: 'audit.seal',
  schedule: { everySeconds: 5 },
  run: ({ database }) => sealAudit(database.db),
});
