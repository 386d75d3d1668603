import { channels } from '@cuaso/platform/notices/channel.ts';
import type { NoticeServices } from '@cuaso/platform/notices/services.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/**
 * Messages whose sender died on the way. Where the same key twice is one message, the same provider is asked or told
 * again; elsewhere nobody knows, and that is what is written.
 */
export async function takeBackLost(ctx: Context, { providers }: NoticeServices): Promise<void> {
  const safe = channels.filter(
    (channel) => providers[channel].length > 0 && providers[channel].every((one) => one.repeats === 'once'),
  );
  await sql`with lost as (
      select id, attempt_id, channel = any(${safe}::text[]) as is_safe from notices.delivery
      where state = 'sending' and claimed_until < ${ctx.now} for update skip locked),
    ended as (
      update notices.attempt t set ended_at = ${ctx.now}, outcome = 'interrupted' from lost
      where t.id = lost.attempt_id and t.ended_at is null)
    update notices.delivery d set state = case when lost.is_safe then 'waiting' else 'unknown' end,
      is_in_doubt = lost.is_safe, claimed_until = null, due_at = ${ctx.now}, changed_at = ${ctx.now},
      problem = 'interrupted'
    from lost where d.id = lost.id`.execute(ctx.tx);
}
