import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { requireMayDelegate } from './delegation-rules.ts';
import { refuse } from './refusals.ts';

type Stored = { holderId: string; agencyId: string; unitId: string; isOver: boolean };

/** Takes a delegation back at once: the holder, or who manages access there. */
export const revokeDelegation = command({
  name: 'access.revoke-delegation',
  summary: 'Thu hồi ủy quyền',
  input: z.strictObject({ delegationId: uuid }),
  output: z.strictObject({ delegationId: z.string(), revokedAt: z.string() }),
  access: {
    signedIn: 'official',
    because: 'the holder takes back the own delegation; others need access.manage there',
  },
  run: async (ctx, { delegationId }) => {
    const found = await sql<Stored>`
      select d.holder_id as "holderId", u.agency_id as "agencyId", p.unit_id as "unitId",
        d.revoked_at is not null or upper(d.valid) <= ${ctx.now}::timestamptz as "isOver"
      from access.delegation d
      join directory.position p on p.id = d.position_id
      join directory.unit u on u.id = p.unit_id
      where d.id = ${delegationId} for update of d`.execute(ctx.tx);
    const delegation = found.rows[0] ?? refuse('delegation_not_found');
    requireMayDelegate(ctx, delegation, 'delegation_not_found');
    if (delegation.isOver) refuse('delegation_over');
    await sql`update access.delegation set revoked_at = ${ctx.now} where id = ${delegationId}`.execute(ctx.tx);
    return { delegationId, revokedAt: ctx.now.toISOString() };
  },
});
