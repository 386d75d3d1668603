import { longText, plainDate, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { delegationPeriod, getHolder, requireDelegate, requireMayDelegate } from './delegation-rules.ts';
import { refuse } from './refusals.ts';

/**
 * Delegates a position for a period, with its reason: the holder himself, or who manages access there when the holder is
 * away. It always ends, after six months at the latest (Law on the organisation of local government 2015, art. 14).
 */
export const delegate = command({
  name: 'access.delegate',
  summary: 'Ủy quyền một vị trí trong thời gian vắng mặt',
  input: z.strictObject({
    positionId: uuid,
    officialId: uuid,
    fromOn: plainDate,
    untilOn: plainDate,
    reason: longText(1000),
  }),
  output: z.strictObject({ delegationId: z.string(), holderId: z.string(), from: z.string(), to: z.string() }),
  access: { signedIn: 'official', because: 'an official delegates the own position; others need access.manage there' },
  run: async (ctx, input) => {
    const { from, to } = delegationPeriod(ctx.now, input.fromOn, input.untilOn);
    const holder = await getHolder(ctx, input.positionId);
    requireMayDelegate(ctx, holder, 'not_own_position');
    await requireDelegate(ctx, input.officialId, holder);
    const delegationId = ctx.newId();
    const made = await sql`
      insert into access.delegation (id, position_id, holder_id, official_id, valid, reason)
      select ${delegationId}, ${input.positionId}, ${holder.holderId}, ${input.officialId}, x.valid, ${input.reason}
      from (select tstzrange(${from}, ${to}) as valid) x
      where not exists (select from access.delegation d where d.position_id = ${input.positionId}
        and d.official_id = ${input.officialId} and d.revoked_at is null and d.valid && x.valid)`.execute(ctx.tx);
    if (made.numAffectedRows !== 1n) refuse('delegation_exists', 'officialId');
    return { delegationId, holderId: holder.holderId, from: from.toISOString(), to: to.toISOString() };
  },
});
