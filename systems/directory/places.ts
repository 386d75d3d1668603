import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Target } from '@cuaso/platform/access/access.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { refuse } from './refusals.ts';

/** The agency as a thing that access is asked for; locked until the transaction ends. */
export async function agencyTarget(ctx: Context, { agencyId }: { agencyId: string }): Promise<Target> {
  const found = await sql`select from directory.agency where id = ${agencyId} for update`.execute(ctx.tx);
  return found.rows.length === 0 ? refuse('agency_not_found') : { agencyId };
}

/** The unit as a thing that access is asked for. */
export async function unitTarget(ctx: Context, { unitId }: { unitId: string }): Promise<Target> {
  const found = await sql<{ agencyId: string }>`
    select agency_id as "agencyId" from directory.unit where id = ${unitId} for update`.execute(ctx.tx);
  return { unitId, ...(found.rows[0] ?? refuse('unit_not_found')) };
}

/** The position as a thing that access is asked for; locked, so that two appointments come one after the other. */
export async function positionTarget(ctx: Context, { positionId }: { positionId: string }): Promise<Target> {
  const found = await sql<{ agencyId: string; unitId: string }>`
    select u.agency_id as "agencyId", p.unit_id as "unitId" from directory.position p
    join directory.unit u on u.id = p.unit_id where p.id = ${positionId} for update of p`.execute(ctx.tx);
  return found.rows[0] ?? refuse('position_not_found');
}

/** The day from which a change counts: the one given, not before today. */
export function dayFrom(ctx: Context, given: string | undefined, field: string): string {
  const today = dayOf(ctx.now);
  if (given !== undefined && given < today) refuse('day_is_past', field);
  return given ?? today;
}
