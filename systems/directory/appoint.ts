import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { refuse } from './refusals.ts';

/** Puts an official into a position from a day on; nobody appoints himself, and a position has one holder at a time. */
export async function appoint(ctx: Context, officialId: string, positionId: string, fromOn: string): Promise<void> {
  if (ctx.actor.kind === 'official' && ctx.actor.officialId === officialId) refuse('own_appointment', 'officialId');
  const position = await sql`
    select from directory.position where id = ${positionId} and valid @> ${fromOn}::date`.execute(ctx.tx);
  if (position.rows.length === 0) refuse('position_over', 'positionId');
  const made = await sql`
    insert into directory.appointment (position_id, valid, official_id)
    select id, daterange(${fromOn}::date, upper(valid)), ${officialId} from directory.position p
    where id = ${positionId} and not exists (select from directory.appointment a
      where a.position_id = p.id and a.valid && daterange(${fromOn}::date, null))`.execute(ctx.tx);
  if (made.numAffectedRows !== 1n) refuse('position_held', 'positionId');
}
