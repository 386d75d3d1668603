import type { Channel } from '@cuaso/platform/notices/channel.ts';
import type { Way } from '@cuaso/platform/notices/plan.ts';
import { type QuietHours, usualQuietHours } from '@cuaso/platform/notices/quiet-hours.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** A message whose time has come, locked. */
export type DueRow = {
  id: string;
  noticeId: string;
  key: string;
  channel: Channel;
  address: string;
  tries: number;
  provider: string;
  isInDoubt: boolean;
  wasPutOff: boolean;
  kind: string;
  title: string;
  body: string;
  sms: string;
  facts: Record<string, string>;
  path: string;
  isUrgent: boolean;
  codeBox: Buffer | null;
  expiresAt: Date | null;
  remaining: Way[];
  quiet: QuietHours;
};

type Stored = Omit<DueRow, 'quiet'> & { quietFrom: number | null; quietUntil: number | null };

/** The messages whose time has come, the oldest first; what another process has in hand is left to it. */
export async function lockDue(ctx: Context, limit: number): Promise<DueRow[]> {
  const found = await sql<Stored>`
    select d.id, d.notice_id as "noticeId", d.key, d.channel, d.address, d.tries, d.provider, d.is_in_doubt as "isInDoubt",
      d.was_put_off as "wasPutOff", n.kind, n.title, n.body, n.sms, n.facts, n.path, n.is_urgent as "isUrgent",
      n.code_secret as "codeBox", n.expires_at as "expiresAt", n.remaining, c.quiet_from as "quietFrom",
      c.quiet_until as "quietUntil"
    from notices.delivery d join notices.notice n on n.id = d.notice_id
    left join notices.choice c on c.account_id = n.account_id
    where d.state = 'waiting' and d.due_at <= ${ctx.now}
    order by d.due_at, d.id limit ${limit} for update of d skip locked`.execute(ctx.tx);
  return found.rows.map(({ quietFrom, quietUntil, ...row }) => ({
    ...row,
    quiet: { from: quietFrom ?? usualQuietHours.from, until: quietUntil ?? usualQuietHours.until },
  }));
}
