import { channels } from '@cuaso/platform/notices/channel.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const subscriptionSchema = z.strictObject({ device: z.string(), madeAt: z.string() });

/** What a person was told, how the person wants to be told, and on which devices. */
export const toldSchema = z.strictObject({
  notices: z.array(z.strictObject({ title: z.string(), body: z.string(), createdAt: z.string() })),
  channels: z.array(z.enum(channels)).nullable(),
  muted: z.array(z.string()),
  devices: z.array(subscriptionSchema),
  followsOnZalo: z.boolean(),
});

/** Everything that the notices hold about an account, the newest first; never the text of a one-time code. */
export async function loadToldTo(ctx: Context, accountId: string): Promise<z.infer<typeof toldSchema>> {
  const notices = await sql<{ title: string; body: string; createdAt: Date }>`
    select title, body, created_at as "createdAt" from notices.notice where account_id = ${accountId}
    order by created_at desc, id desc limit 5000`.execute(ctx.tx);
  const kept = await sql<Omit<z.infer<typeof toldSchema>, 'notices'>>`
    select c.channels, coalesce(c.muted, '{}') as muted,
      (select coalesce(jsonb_agg(jsonb_build_object('device', s.device, 'madeAt', s.made_at) order by s.made_at), '[]')
        from notices.subscription s where s.account_id = a.id) as devices,
      exists (select from notices.zalo_user z where z.account_id = a.id and z.user_id is not null) as "followsOnZalo"
    from identity.account a left join notices.choice c on c.account_id = a.id where a.id = ${accountId}`.execute(
    ctx.tx,
  );
  const nothing = { channels: null, muted: [], devices: [], followsOnZalo: false };
  return {
    ...(kept.rows[0] ?? nothing),
    notices: notices.rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
  };
}
