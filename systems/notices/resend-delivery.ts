import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { DeliveryState } from './in-words.ts';
import { noticeTarget } from './notice-target.ts';

const over: ReadonlySet<DeliveryState> = new Set(['failed', 'unknown', 'outbox']);

/** Whether a message in this state may be sent once more. */
export function canResend(state: DeliveryState): boolean {
  return over.has(state);
}

/**
 * Sends a message once more that lies in the outbox, failed or is unclear. An unclear one keeps its key, so that who knows the
 * key does nothing twice; a failed one is a new message for its provider.
 */
export const resendDelivery = command({
  name: 'notices.resend-delivery',
  summary: 'Gửi lại một tin',
  input: z.strictObject({ deliveryId: uuid }),
  output: z.strictObject({ noticeId: z.string() }),
  access: { permission: 'notices.resend' },
  run: async (ctx, { deliveryId }) => {
    const found = await sql<{ noticeId: string; state: DeliveryState; expiresAt: Date | null }>`
      select d.notice_id as "noticeId", d.state, n.expires_at as "expiresAt" from notices.delivery d
      join notices.notice n on n.id = d.notice_id where d.id = ${deliveryId} for update of d`.execute(ctx.tx);
    const row = found.rows[0] ?? fail('not_found', 'notices.no_such_notice');
    requireAccess(ctx.actor, 'notices.resend', await noticeTarget(ctx, row.noticeId), 'notices.view');
    if (!canResend(row.state)) fail('conflict', 'notices.not_to_resend');
    // The code is gone with its time: a message without it would only confuse.
    if (row.expiresAt !== null) fail('conflict', 'notices.code_is_over');
    const key = row.state === 'failed' ? ctx.newId() : null;
    await sql`update notices.delivery set state = 'waiting', due_at = ${ctx.now}, tries = 0, is_in_doubt = false,
        key = coalesce(${key}::uuid, key), problem = '', changed_at = ${ctx.now}
      where id = ${deliveryId}`.execute(ctx.tx);
    return { noticeId: row.noticeId };
  },
});
