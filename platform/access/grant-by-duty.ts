import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/schema.generated.ts';

/** Which positions and permissions get their usual grants; nothing said means all. */
export type GrantScope = { positionId?: string; permissions?: readonly string[] };

/**
 * Gives positions what their duty usually gets, from a day on. What a position has or had of a permission from that day
 * on stays as it is: a grant that somebody ended or widened is not undone.
 */
export async function grantByDuty(tx: Kysely<DB>, fromOn: string, scope: GrantScope = {}): Promise<number> {
  const made = await sql`
    insert into access.grant (position_id, permission, valid, reach, confidentiality)
    select p.id, r.permission, daterange(${fromOn}::date, null), r.reach, r.confidentiality
    from directory.position p
    join access.role r on r.duty = p.duty
    where (upper(p.valid) is null or upper(p.valid) > ${fromOn}::date)
      ${scope.positionId === undefined ? sql`` : sql`and p.id = ${scope.positionId}`}
      ${scope.permissions === undefined ? sql`` : sql`and r.permission = any(${scope.permissions}::text[])`}
      and not exists (
        select from access.grant g where g.position_id = p.id and g.permission = r.permission)`.execute(tx);
  return Number(made.numAffectedRows ?? 0n);
}
