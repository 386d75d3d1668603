import { fail } from '@cuaso/kernel/errors.ts';
import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import { isSignedByZalo } from '@cuaso/platform/notices/zalo/zalo-account.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { zaloWordHash } from './ask-zalo-word.ts';

const eventSchema = z.object({
  event_name: z.string().max(100),
  app_id: z.string().max(60).default(''),
  timestamp: z.coerce.string().max(20),
  sender: z.object({ id: z.string().max(60) }).optional(),
  follower: z.object({ id: z.string().max(60) }).optional(),
  message: z.object({ text: z.string().max(5000).default(''), msg_id: z.string().max(200).default('') }).optional(),
});
type ZaloEvent = z.infer<typeof eventSchema>;

/** Takes what Zalo tells: a follower proves whose he is, a message was received, somebody follows no more. */
export const takeZaloEvent = command({
  name: 'notices.take-zalo-event',
  summary: 'Nhận sự kiện từ Zalo Official Account',
  input: z.strictObject({ signature: z.string().max(200), body: z.string().max(65_536) }),
  output: z.strictObject({ taken: z.boolean() }),
  access: { everyone: 'Zalo has no session: its signature says who calls' },
  limits: { callsPerMinute: 6000 },
  secret: true,
  run: async (ctx, { signature, body }) => {
    const { zalo } = noticeServicesOf(ctx.memory);
    if (zalo === undefined) fail('not_found', 'notices.not_set_up');
    const parsed = eventSchema.safeParse(jsonOf(body));
    if (!parsed.success) fail('invalid', 'notices.bad_call');
    const event = parsed.data;
    if (!isSignedByZalo(zalo, { signature, body, timestamp: event.timestamp })) fail('denied', 'notices.bad_signature');
    return { taken: await take(ctx, event) };
  },
});

async function take(ctx: Context, event: ZaloEvent): Promise<boolean> {
  switch (event.event_name) {
    case 'user_send_text':
      return link(ctx, event.sender?.id ?? '', event.message?.text ?? '');
    case 'unfollow':
      return changed(
        sql`update notices.zalo_user set user_id = null, changed_at = ${ctx.now}
        where user_id = ${event.follower?.id ?? ''}`,
        ctx,
      );
    case 'user_received_message':
      return changed(
        sql`update notices.delivery set state = 'delivered', delivered_at = ${ctx.now}, changed_at = ${ctx.now}
        where channel = 'zalo' and state = 'sent' and provider_reference = ${event.message?.msg_id || '-'}`,
        ctx,
      );
    default:
      return false;
  }
}

/** The word that the person was given on the own page, sent from the own Zalo: now both are known to be the same. */
async function link(ctx: Context, userId: string, text: string): Promise<boolean> {
  const word = /^\s*(?:NOI\s+)?([A-Z2-9]{8})\s*$/i.exec(text)?.[1];
  if (word === undefined || userId === '') return false;
  const hash = zaloWordHash(word);
  const found = await sql<{ accountId: string }>`select account_id as "accountId" from notices.zalo_user
    where word_hash = ${hash} and word_until > ${ctx.now} for update`.execute(ctx.tx);
  const accountId = found.rows[0]?.accountId;
  if (accountId === undefined) return false;
  await sql`update notices.zalo_user set user_id = null where user_id = ${userId} and account_id <> ${accountId}`.execute(
    ctx.tx,
  );
  return changed(
    sql`update notices.zalo_user set user_id = ${userId}, word_hash = null, word_until = null,
    changed_at = ${ctx.now} where account_id = ${accountId}`,
    ctx,
  );
}

async function changed(statement: ReturnType<typeof sql>, ctx: Context): Promise<boolean> {
  return ((await statement.execute(ctx.tx)).numAffectedRows ?? 0n) > 0n;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
