import { dayOf } from '@cuaso/kernel/clock.ts';
import { plainDate, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { permissionField } from './fields.ts';
import { getPositionPlace } from './position-place.ts';
import { refuse } from './refusals.ts';

/** Ends a grant from a day on (today: at once). A grant that has not begun by then never was. */
export const endGrant = command({
  name: 'access.end-grant',
  summary: 'Thu hồi quyền của một vị trí',
  input: z.strictObject({ positionId: uuid, permission: permissionField, endsOn: plainDate.optional() }),
  output: z.strictObject({ positionId: z.string(), permission: z.string(), endsOn: z.string() }),
  access: { permission: 'access.manage', of: getPositionPlace, seenBy: 'access.view' },
  run: async (ctx, { positionId, permission, ...given }) => {
    const endsOn = given.endsOn ?? dayOf(ctx.now);
    if (endsOn < dayOf(ctx.now)) refuse('wrong_period', 'endsOn');
    const grant = sql`position_id = ${positionId} and permission = ${permission}
      and (upper(valid) is null or upper(valid) > ${endsOn}::date)`;
    const removed = await sql`delete from access.grant where ${grant} and lower(valid) >= ${endsOn}::date`.execute(
      ctx.tx,
    );
    const ended = await sql`
      update access.grant set valid = daterange(lower(valid), ${endsOn}::date) where ${grant}`.execute(ctx.tx);
    if (removed.numAffectedRows === 0n && ended.numAffectedRows === 0n) {
      const past =
        await sql`select from access.grant where position_id = ${positionId} and permission = ${permission}`.execute(
          ctx.tx,
        );
      refuse(past.rows.length === 0 ? 'grant_not_found' : 'grant_over');
    }
    return { positionId, permission, endsOn };
  },
});
