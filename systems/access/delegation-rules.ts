import { addDays, addMonths, dayOf, instantAt } from '@cuaso/kernel/clock.ts';
import { allows } from '@cuaso/platform/access/access.ts';
import { findGrantPlace } from '@cuaso/platform/access/grant-place.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { refuse } from './refusals.ts';

const maxMonths = 6;

/** From when to when a delegation holds: whole days, the first one from now on if it is today. */
export function delegationPeriod(now: Date, fromOn: string, untilOn: string): { from: Date; to: Date } {
  if (fromOn < dayOf(now)) refuse('wrong_period', 'fromOn');
  if (untilOn < fromOn) refuse('wrong_period', 'untilOn');
  if (untilOn >= addMonths(fromOn, maxMonths)) refuse('delegation_too_long', 'untilOn');
  const begin = instantAt(fromOn, 0);
  return { from: begin > now ? begin : now, to: instantAt(addDays(untilOn, 1), 0) };
}

/** Who holds the position now; the position stays locked until the transaction ends. */
export async function getHolder(
  ctx: Context,
  positionId: string,
): Promise<{ holderId: string; agencyId: string; unitId: string }> {
  const place = (await findGrantPlace(ctx.tx, positionId, ctx.now)) ?? refuse('position_not_found');
  const held = await sql<{ holderId: string }>`
    select official_id as "holderId" from directory.appointment
    where position_id = ${positionId} and valid @> ${dayOf(ctx.now)}::date`.execute(ctx.tx);
  const { holderId } = held.rows[0] ?? refuse('position_vacant', 'positionId');
  return { holderId, agencyId: place.agencyId, unitId: place.unitId };
}

/** An official delegates the own position; for somebody who is away, who may manage access there. */
export function requireMayDelegate(
  ctx: Context,
  holder: { holderId: string; agencyId: string; unitId: string },
  refusal: 'not_own_position' | 'delegation_not_found',
): void {
  if (ctx.actor.kind === 'official' && ctx.actor.officialId === holder.holderId) return;
  if (!allows(ctx.actor, 'access.manage', { ...holder, officialId: holder.holderId })) refuse(refusal);
}

/** The delegate is somebody else than holder and giver, and works in the same agency. */
export async function requireDelegate(
  ctx: Context,
  officialId: string,
  holder: { holderId: string; agencyId: string },
): Promise<void> {
  const isGiver = ctx.actor.kind === 'official' && ctx.actor.officialId === officialId;
  if (isGiver || officialId === holder.holderId) refuse('delegation_to_oneself', 'officialId');
  const working = await sql`
    select from directory.appointment a
    join directory.position p on p.id = a.position_id
    join directory.unit u on u.id = p.unit_id
    where a.official_id = ${officialId} and a.valid @> ${dayOf(ctx.now)}::date and u.agency_id = ${holder.agencyId}`.execute(
    ctx.tx,
  );
  if (working.rows.length === 0) refuse('delegate_elsewhere', 'officialId');
}
