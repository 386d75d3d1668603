import type { Target } from '@cuaso/platform/access/access.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** The record belongs to the province as a whole and lies with its committee: other agencies' administrators do not see it. */
export async function recordTarget(ctx: Context): Promise<Target> {
  const found = await sql<{ agencyId: string }>`
    select id as "agencyId" from directory.agency where kind = 'province_committee' order by code limit 1`.execute(
    ctx.tx,
  );
  return found.rows[0] ?? {};
}
