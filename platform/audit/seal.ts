import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/schema.generated.ts';

/** Seals what settled transactions have left unsealed and says how many entries; writers never wait for it. */
export async function sealAudit(db: Kysely<DB>): Promise<number> {
  const sealed = await sql<{ entries: number }>`select audit.seal() as entries`.execute(db);
  return sealed.rows[0]?.entries ?? 0;
}
