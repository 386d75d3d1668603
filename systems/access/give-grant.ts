import { dayOf } from '@cuaso/kernel/clock.ts';
import { plainDate, uuid } from '@cuaso/kernel/fields.ts';
import { mayGive, withoutDelegations } from '@cuaso/platform/access/grant-place.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { confidentialityField, permissionField, reachField } from './fields.ts';
import { getPositionPlace } from './position-place.ts';
import { refuse } from './refusals.ts';

const input = z.strictObject({
  positionId: uuid,
  permission: permissionField,
  reach: reachField,
  confidentiality: confidentialityField.default('normal'),
  fromOn: plainDate.optional(),
  untilOn: plainDate.optional(),
});

/** Gives a position a permission for a period. Nobody gives what he does not hold himself, nor anything to himself. */
export const giveGrant = command({
  name: 'access.give-grant',
  summary: 'Cấp quyền cho một vị trí',
  input,
  output: z.strictObject({ positionId: z.string(), permission: z.string(), fromOn: z.string() }),
  access: { permission: 'access.manage', of: getPositionPlace, seenBy: 'access.view' },
  run: async (ctx, grant) => {
    const fromOn = grant.fromOn ?? dayOf(ctx.now);
    if (fromOn < dayOf(ctx.now)) refuse('wrong_period', 'fromOn');
    if (grant.untilOn !== undefined && grant.untilOn < fromOn) refuse('wrong_period', 'untilOn');
    await requireKnown(ctx, grant.permission);
    await requireMayGive(ctx, grant);
    const made = await sql`
      insert into access.grant (position_id, permission, valid, reach, confidentiality)
      select ${grant.positionId}, ${grant.permission}, x.valid, ${grant.reach}, ${grant.confidentiality}
      from (select daterange(${fromOn}::date, ${grant.untilOn ?? null}::date, '[]') as valid) x
      where not exists (select from access.grant g
        where g.position_id = ${grant.positionId} and g.permission = ${grant.permission} and g.valid && x.valid)`.execute(
      ctx.tx,
    );
    if (made.numAffectedRows !== 1n) refuse('grant_exists', 'permission');
    return { positionId: grant.positionId, permission: grant.permission, fromOn };
  },
});

async function requireKnown(ctx: Context, permission: string): Promise<void> {
  const known = await sql`select from access.permission where name = ${permission} and is_in_use`.execute(ctx.tx);
  if (known.rows.length === 0) refuse('unknown_permission', 'permission');
}

async function requireMayGive(ctx: Context, grant: z.infer<typeof input>): Promise<void> {
  const actor = await withoutDelegations(ctx.tx, ctx.actor, ctx.now);
  const isOwn = actor.kind === 'official' && actor.positions.some(({ positionId }) => positionId === grant.positionId);
  if (isOwn) refuse('own_position');
  if (!mayGive(actor, grant, await getPositionPlace(ctx, grant))) refuse('not_held', 'permission');
}
