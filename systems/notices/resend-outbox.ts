import { visible } from '@cuaso/platform/access/access.ts';
import { channels } from '@cuaso/platform/notices/channel.ts';
import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** Sends what lies in the outbox of the ways that are set up by now, the oldest five thousand within reach. */
export const resendOutbox = command({
  name: 'notices.resend-outbox',
  summary: 'Gửi các tin trong hộp thư đi',
  input: z.strictObject({}),
  output: z.strictObject({ count: z.int() }),
  access: { permission: 'notices.resend' },
  run: async (ctx) => {
    const { providers } = noticeServicesOf(ctx.memory);
    const ready = channels.filter((channel) => providers[channel].length > 0);
    const moved = await sql`with picked as (
        select d.id from notices.delivery d join notices.notice n on n.id = d.notice_id
        where d.state = 'outbox' and d.channel = any(${ready}::text[]) and n.expires_at is null
          and ${visible(ctx.actor, 'notices.resend', { agency: 'n.agency_id', confidentiality: 'n.confidentiality' })}
        order by d.id limit 5000 for update of d)
      update notices.delivery d set state = 'waiting', due_at = ${ctx.now}, tries = 0, problem = '', changed_at = ${ctx.now}
      from picked where d.id = picked.id`.execute(ctx.tx);
    const count = Number(moved.numAffectedRows ?? 0n);
    if (count === 0) fail('conflict', 'notices.nothing_to_send');
    return { count };
  },
});
