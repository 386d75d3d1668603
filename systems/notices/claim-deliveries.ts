import { dayOf, instantAt } from '@cuaso/kernel/clock.ts';
import { findSite } from '@cuaso/platform/identity/site.ts';
import { channels } from '@cuaso/platform/notices/channel.ts';
import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type DueRow, lockDue } from './due-row.ts';
import { digestOf, type Words } from './digest.ts';
import { fallBack } from './fall-back.ts';
import { type Fate, placeOf, sortDue } from './sort-due.ts';
import { takeBackLost } from './take-back-lost.ts';

const claimedSchema = z.strictObject({
  deliveryId: z.string(),
  attemptId: z.string(),
  noticeId: z.string(),
  key: z.string(),
  channel: z.enum(channels),
  provider: z.string(),
  isInDoubt: z.boolean(),
  kind: z.string(),
  to: z.string(),
  title: z.string(),
  body: z.string(),
  sms: z.string(),
  facts: z.record(z.string(), z.string()),
  link: z.string(),
  /** The sealed one-time code, base64. */
  codeBox: z.string().nullable(),
  expiresAt: z.string().nullable(),
});
/** A message that this process now sends. */
export type Claimed = z.infer<typeof claimedSchema>;

/**
 * Takes messages whose time has come: marks each as on its way and writes the attempt before anybody is called. What the
 * night, the limit of the day or a missing setting holds back is sorted out here.
 */
export const claimDeliveries = command({
  name: 'notices.claim-deliveries',
  summary: 'Nhận các tin đến giờ gửi',
  input: z.strictObject({ limit: z.int().min(1).max(500).default(100) }),
  output: z.strictObject({ items: z.array(claimedSchema), isFull: z.boolean() }),
  access: { system: 'the job that sends notices' },
  run: async (ctx, { limit }) => {
    const services = noticeServicesOf(ctx.memory);
    // One claim at a time, so that the limit of a day is counted once.
    await sql`select pg_advisory_xact_lock(hashtext('notices.claim-deliveries'))`.execute(ctx.tx);
    await takeBackLost(ctx, services);
    const rows = await lockDue(ctx, limit);
    if (rows.length === 0) return { items: [], isFull: false };
    const fates = sortDue(rows, services, await countSentToday(ctx, rows), ctx.now);
    await writeHeldBack(ctx, rows, fates);
    const going = rows.filter((row) => fates.get(row.id)?.fate === 'go');
    const items = await take(ctx, going, fates, services.leaseSeconds);
    return { items, isFull: rows.length === limit };
  },
});

async function countSentToday(ctx: Context, rows: readonly DueRow[]): Promise<Map<string, number>> {
  const places = rows.filter((row) => !row.isUrgent).map(({ channel, address }) => ({ channel, address }));
  const midnight = instantAt(dayOf(ctx.now), 0);
  // What is on its way or in doubt counts too: it was taken today.
  const found = await sql<{ channel: string; address: string; count: number }>`
    with place as (select distinct channel, address from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) p(channel text, address text))
    select p.channel, p.address, count(*)::int as count from place p
    join notices.delivery d on d.channel = p.channel and d.address = p.address and d.sent_at >= ${midnight}
    join notices.notice n on n.id = d.notice_id and not n.is_urgent
    where d.state <> 'joined' group by 1, 2`.execute(ctx.tx);
  return new Map(found.rows.map((row) => [placeOf(row), row.count]));
}

async function writeHeldBack(ctx: Context, rows: readonly DueRow[], fates: ReadonlyMap<string, Fate>): Promise<void> {
  const held = rows.flatMap((row) => {
    const fate = fates.get(row.id);
    return fate === undefined || fate.fate === 'go' ? [] : [{ id: row.id, ...heldBackOf(row, fate, ctx.now) }];
  });
  if (held.length === 0) return;
  await sql`update notices.delivery d set state = h.state, due_at = h.due_at, was_put_off = d.was_put_off or h.was_put_off,
      joined_into = h.joined_into, problem = h.problem, changed_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(held)}::jsonb)
      h(id uuid, state text, due_at timestamptz, was_put_off boolean, joined_into uuid, problem text)
    where d.id = h.id`.execute(ctx.tx);
  const expired = rows.filter((row) => fates.get(row.id)?.fate === 'expired').map((row) => row.noticeId);
  if (expired.length > 0)
    await sql`update notices.notice set code_secret = null where id = any(${expired}::uuid[])`.execute(ctx.tx);
  for (const row of rows) if (fates.get(row.id)?.fate === 'not_set_up') await fallBack(ctx, row.noticeId);
}

function heldBackOf(row: DueRow, fate: Exclude<Fate, { fate: 'go' }>, now: Date) {
  const usual = { state: 'waiting', due_at: now, was_put_off: false, joined_into: null as string | null, problem: '' };
  switch (fate.fate) {
    case 'put_off':
      return { ...usual, due_at: fate.until, was_put_off: fate.because === 'limit' };
    case 'join':
      return { ...usual, state: 'joined', joined_into: fate.into };
    case 'expired':
      return { ...usual, state: 'expired', problem: 'expired' };
    case 'not_set_up':
      return { ...usual, state: row.remaining.length > 0 ? 'failed' : 'outbox', problem: 'not_set_up' };
    case 'unknown':
      return { ...usual, state: 'unknown', problem: 'provider_gone' };
  }
}

async function take(
  ctx: Context,
  rows: readonly DueRow[],
  fates: ReadonlyMap<string, Fate>,
  leaseSeconds: number,
): Promise<Claimed[]> {
  if (rows.length === 0) return [];
  const taken = rows.map((row) => {
    const fate = fates.get(row.id);
    return { row, id: row.id, attempt_id: ctx.newId(), provider: fate?.fate === 'go' ? fate.provider : '' };
  });
  const until = new Date(ctx.now.getTime() + leaseSeconds * 1000);
  const keys = taken.map(({ row: _, ...one }) => one);
  await sql`with c as (
      select * from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) c(id uuid, attempt_id uuid, provider text)),
    begun as (
      insert into notices.attempt (id, delivery_id, provider, started_at) select attempt_id, id, provider, ${ctx.now} from c)
    update notices.delivery d set state = 'sending', tries = d.tries + 1, attempt_id = c.attempt_id, provider = c.provider,
      claimed_until = ${until}, sent_at = coalesce(d.sent_at, ${ctx.now}), changed_at = ${ctx.now}
    from c where d.id = c.id`.execute(ctx.tx);
  const joined = await joinedInto(
    ctx,
    rows.filter((row) => row.wasPutOff).map((row) => row.id),
  );
  const origin = findSite(ctx.memory)?.origin ?? '';
  return taken.map(({ row, attempt_id: attemptId, provider }) => {
    const words = digestOf(row, joined.get(row.id) ?? [], origin);
    const { noticeId, key, channel, isInDoubt, kind, facts } = row;
    const codeBox = row.codeBox?.toString('base64') ?? null;
    const expiresAt = row.expiresAt?.toISOString() ?? null;
    const rest = {
      deliveryId: row.id,
      attemptId,
      noticeId,
      key,
      channel,
      provider,
      isInDoubt,
      kind,
      facts,
      codeBox,
      expiresAt,
    };
    return { ...rest, ...words, to: row.address };
  });
}

async function joinedInto(ctx: Context, ids: readonly string[]): Promise<Map<string, Words[]>> {
  if (ids.length === 0) return new Map();
  const found = await sql<Words & { into: string }>`
    select d.joined_into as into, n.title, n.body, n.sms, n.path from notices.delivery d join notices.notice n on n.id = d.notice_id
    where d.joined_into = any(${ids}::uuid[]) order by n.created_at, n.id`.execute(ctx.tx);
  return Map.groupBy(found.rows, (row) => row.into);
}
