import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from './refusals.ts';

/** A difference was looked into: what it was and what was done about it. */
export const settleDifference = command({
  name: 'payments.settle-difference',
  summary: 'Ghi đã xử lý chênh lệch',
  input: z.strictObject({ differenceId: uuid, note: longText(1000) }),
  output: z.strictObject({ differenceId: z.string() }),
  access: { permission: 'payments.reconcile' },
  run: async (ctx, { differenceId, note }) => {
    const found = await sql<{ agencyId: string | null; settledAt: Date | null }>`select agency_id as "agencyId",
      settled_at as "settledAt" from payments.difference where id = ${differenceId} for update`.execute(ctx.tx);
    const row = found.rows[0] ?? refuse('difference_not_found');
    requireAccess(ctx.actor, 'payments.reconcile', { agencyId: row.agencyId }, 'payments.reconcile');
    if (row.settledAt !== null) refuse('difference_settled');
    const by = 'name' in ctx.actor ? ctx.actor.name : '';
    await sql`update payments.difference set settled_at = ${ctx.now}, settled_by = ${by}, note = ${note}
      where id = ${differenceId}`.execute(ctx.tx);
    return { differenceId };
  },
});
