import { dayOf } from '@cuaso/kernel/clock.ts';
import { plainDate, shortText, uuid } from '@cuaso/kernel/fields.ts';
import { allows } from '@cuaso/platform/access/access.ts';
import { findGrantPlace, mayGive } from '@cuaso/platform/access/grant-place.ts';
import { grantByDuty } from '@cuaso/platform/access/grant-by-duty.ts';
import { duties } from '@cuaso/platform/directory/province.ts';
import type { Reach } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { dayFrom, unitTarget } from './places.ts';
import { refuse } from './refusals.ts';

const managed = { permission: 'directory.manage', confidentiality: 'normal' as const };

/**
 * Makes a position in a unit; it gets what its duty usually gets. Who manages a part of the province can make no position
 * whose duty reaches beyond that part.
 */
export const addPosition = command({
  name: 'directory.add-position',
  summary: 'Lập vị trí trong đơn vị',
  input: z.strictObject({ unitId: uuid, title: shortText(150), duty: z.enum(duties), fromOn: plainDate.optional() }),
  output: z.strictObject({ positionId: z.string(), grants: z.int(), fromOn: z.string() }),
  access: { permission: 'directory.manage', of: unitTarget },
  run: async (ctx, { unitId, title, duty, ...given }) => {
    const fromOn = dayFrom(ctx, given.fromOn, 'fromOn');
    const positionId = ctx.newId();
    await sql`insert into directory.position (id, unit_id, title, duty, valid)
      values (${positionId}, ${unitId}, ${title}, ${duty}, daterange(${fromOn}::date, null))`.execute(ctx.tx);
    await requireWithin(ctx, positionId, duty);
    return { positionId, grants: await grantByDuty(ctx.tx, fromOn, { positionId }), fromOn };
  },
});

async function requireWithin(ctx: Context, positionId: string, duty: string): Promise<void> {
  const place = (await findGrantPlace(ctx.tx, positionId, ctx.now)) ?? refuse('position_not_found');
  // Everybody may look things up in the whole directory, so that is no reach to be asked for.
  const usual = await sql<{ reach: Reach }>`
    select distinct reach from access.role where duty = ${duty} and permission <> 'directory.view'`.execute(ctx.tx);
  for (const { reach } of usual.rows) {
    const within = reach === 'province' ? await managesAll(ctx) : mayGive(ctx.actor, { ...managed, reach }, place);
    if (!within) refuse('duty_reaches_further', 'duty');
  }
}

/** Whether the actor manages every agency that there is today, by whatever reach. */
async function managesAll(ctx: Context): Promise<boolean> {
  const agencies = await sql<{ agencyId: string }>`
    select agency_id as "agencyId" from directory.agency_version where valid @> ${dayOf(ctx.now)}::date`.execute(
    ctx.tx,
  );
  return agencies.rows.every((agency) => allows(ctx.actor, managed.permission, agency));
}
