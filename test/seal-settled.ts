import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { sealAudit } from '../platform/audit/seal.ts';
import type { DB } from '../platform/database/schema.generated.ts';

/**
 * Seals until nothing waits, and says how many entries. Transaction numbers are those of the whole server, so a
 * transaction of another test file in its own database holds the seal back for a moment.
 */
export async function sealSettled(db: Kysely<DB>): Promise<number> {
  let sealed = 0;
  for (let attempt = 0; attempt < 400; attempt += 1) {
    sealed += await sealAudit(db);
    const waiting = await sql<{ unsealed: number }>`select audit.unsealed() as unsealed`.execute(db);
    if (waiting.rows[0]?.unsealed === 0) return sealed;
    await sleep(20);
  }
  throw new Error('a transaction somewhere on the server does not end');
}
