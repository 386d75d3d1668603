import type { Way } from '@cuaso/platform/notices/plan.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** When nothing of a notice is on its way or has arrived, the person's next way is taken. */
export async function fallBack(ctx: Context, noticeId: string): Promise<void> {
  const found = await sql<{ remaining: Way[] }>`
    select remaining from notices.notice n where id = ${noticeId} and not exists (
      select from notices.delivery d where d.notice_id = n.id
        and d.state in ('waiting', 'sending', 'sent', 'delivered', 'unknown', 'joined')) for update`.execute(ctx.tx);
  const remaining = found.rows[0]?.remaining ?? [];
  const next = remaining[0]?.channel;
  if (next === undefined) return;
  const ways = remaining.filter((way) => way.channel === next).map((way) => ({ id: ctx.newId(), ...way }));
  const rest = remaining.filter((way) => way.channel !== next);
  await sql`insert into notices.delivery (id, notice_id, key, channel, address, state, due_at, changed_at)
    select w.id, ${noticeId}, w.id, w.channel, w.address, 'waiting', ${ctx.now}, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(ways)}::jsonb) w(id uuid, channel text, address text)
    on conflict do nothing`.execute(ctx.tx);
  await sql`update notices.notice set remaining = ${JSON.stringify(rest)}::jsonb where id = ${noticeId}`.execute(
    ctx.tx,
  );
}
