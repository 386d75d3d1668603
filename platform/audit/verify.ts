import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import type { AuditProblem } from './problem.ts';
import { type KeptHead, verifyBatches } from './verify-batches.ts';
import { verifyEntries } from './verify-entries.ts';
import { verifyRows } from './verify-rows.ts';

/** What verification found. */
export type Verification = {
  ok: boolean;
  entries: number;
  batches: number;
  unsealed: number;
  problems: AuditProblem[];
};

/** How many problems are named; the first ones tell where to look. */
export const namedProblems = 50;

/**
 * Checks the chain of batches, each sealed entry, and whether every audited table is what the record of its changes says.
 * Needs no secret; runs as the owner, on one snapshot, while others work.
 */
export async function verifyAudit(db: Kysely<DB>, keptHeads: readonly KeptHead[] = []): Promise<Verification> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await setForms(tx);
      const counts = await countAll(tx);
      const problems = [
        ...(await verifyBatches(tx, keptHeads)),
        ...(await verifyEntries(tx)),
        ...(await verifyRows(tx)),
      ];
      return { ok: problems.length === 0, ...counts, problems: problems.slice(0, namedProblems) };
    });
}

// The text of a row must come out as it did when it was recorded, whatever the settings of this session.
async function setForms(tx: Transaction<DB>): Promise<void> {
  await sql`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, MDY', true),
    set_config('intervalstyle', 'postgres', true), set_config('bytea_output', 'hex', true),
    set_config('extra_float_digits', '1', true), set_config('statement_timeout', '0', true)`.execute(tx);
}

async function countAll(tx: Transaction<DB>): Promise<{ entries: number; batches: number; unsealed: number }> {
  const counted = await sql<{ entries: number; batches: number; unsealed: number }>`
    select (select count(*) from audit.entry) as entries, (select count(*) from audit.batch) as batches,
      audit.unsealed() as unsealed`.execute(tx);
  return counted.rows[0] ?? { entries: 0, batches: 0, unsealed: 0 };
}
