import type { Channel, Outcome } from '@cuaso/platform/notices/channel.ts';
import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { fallBack } from './fall-back.ts';
import { markBad } from './mark-bad.ts';
import { type Next, nextStateOf } from './next-state.ts';

const ended = { deliveryId: z.string(), attemptId: z.string() };
const problem = z.string().max(300);
const outcomeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ ...ended, outcome: z.literal('sent'), reference: z.string().max(200) }),
  z.strictObject({ ...ended, outcome: z.literal('retry'), problem }),
  z.strictObject({ ...ended, outcome: z.literal('refused'), problem, because: z.enum(['address', 'message']) }),
  z.strictObject({ ...ended, outcome: z.literal('uncertain'), problem }),
]);
/** What became of one attempt. */
export type Ended = z.infer<typeof outcomeSchema>;

/** Writes what became of attempts: each once, and only of the attempt that has the message in hand. */
export const recordOutcomes = command({
  name: 'notices.record-outcomes',
  summary: 'Ghi kết quả gửi tin',
  input: z.strictObject({ outcomes: z.array(outcomeSchema).min(1).max(500) }),
  output: z.strictObject({ recorded: z.int() }),
  access: { system: 'the job that sends notices' },
  run: async (ctx, { outcomes }) => {
    const byId = new Map(outcomes.map((one) => [one.deliveryId, one]));
    const held = await lockHeld(ctx, outcomes);
    const results = held.flatMap((row) => {
      const one = byId.get(row.id);
      return one === undefined ? [] : [{ row, one, next: nextFor(ctx, row, one) }];
    });
    await writeAttempts(ctx, outcomes);
    if (results.length > 0) await writeDeliveries(ctx, results);
    await followUp(ctx, results);
    return { recorded: results.length };
  },
});

type Held = {
  id: string;
  noticeId: string;
  channel: Channel;
  address: string;
  tries: number;
  provider: string;
  hasCode: boolean;
};
type Result = { row: Held; one: Ended; next: Next };

/** Late news of an attempt that was taken for lost counts too, as long as nobody has begun another. */
async function lockHeld(ctx: Context, outcomes: readonly Ended[]): Promise<Held[]> {
  const keys = outcomes.map(({ deliveryId: id, attemptId: attempt_id }) => ({ id, attempt_id }));
  const found = await sql<Held>`
    select d.id, d.notice_id as "noticeId", d.channel, d.address, d.tries, d.provider, n.code_secret is not null as "hasCode"
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) k(id uuid, attempt_id uuid)
    join notices.delivery d on d.id = k.id and d.attempt_id = k.attempt_id
    join notices.notice n on n.id = d.notice_id
    where d.state in ('sending', 'waiting', 'unknown') order by d.id for update of d`.execute(ctx.tx);
  return found.rows;
}

function nextFor(ctx: Context, row: Held, outcome: Outcome): Next {
  const providers = noticeServicesOf(ctx.memory).providers[row.channel];
  const repeats = providers.find((one) => one.name === row.provider)?.repeats ?? 'twice';
  const chance = (ctx.random(1)[0] ?? 0) / 255;
  return nextStateOf({ tries: row.tries, providerCount: providers.length, repeats }, outcome, chance);
}

async function writeAttempts(ctx: Context, outcomes: readonly Ended[]): Promise<void> {
  const rows = outcomes.map((one) => ({
    id: one.attemptId,
    outcome: one.outcome,
    problem: one.outcome === 'sent' ? '' : one.problem,
  }));
  await sql`update notices.attempt t set ended_at = coalesce(t.ended_at, ${ctx.now}), outcome = r.outcome, problem = r.problem
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r(id uuid, outcome text, problem text)
    where t.id = r.id and (t.outcome is null or t.outcome = 'interrupted')`.execute(ctx.tx);
}

async function writeDeliveries(ctx: Context, results: readonly Result[]): Promise<void> {
  const rows = results.map(({ row, one, next }) => ({
    id: row.id,
    state: next.state,
    due_at: new Date(ctx.now.getTime() + next.waitMs),
    is_in_doubt: next.isInDoubt,
    reference: one.outcome === 'sent' ? one.reference : '',
    problem: one.outcome === 'sent' ? '' : one.problem,
  }));
  await sql`update notices.delivery d set state = r.state, due_at = r.due_at, is_in_doubt = r.is_in_doubt, claimed_until = null,
      provider_reference = r.reference, problem = r.problem, changed_at = ${ctx.now},
      sent_at = case when r.state in ('sent', 'unknown') or r.is_in_doubt then d.sent_at end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      r(id uuid, state text, due_at timestamptz, is_in_doubt boolean, reference text, problem text)
    where d.id = r.id`.execute(ctx.tx);
}

/** A code that went out is erased; an address where nothing arrives is marked; the next way is taken where this one failed. */
async function followUp(ctx: Context, results: readonly Result[]): Promise<void> {
  const over = results
    .filter(({ row, next }) => row.hasCode && next.state !== 'waiting')
    .map(({ row }) => row.noticeId);
  if (over.length > 0)
    await sql`update notices.notice n set code_secret = null where id = any(${over}::uuid[]) and not exists (
      select from notices.delivery d where d.notice_id = n.id and d.state in ('waiting', 'sending'))`.execute(ctx.tx);
  for (const { row, one, next } of results) {
    if (one.outcome === 'refused' && one.because === 'address') await markBad(ctx, row, one.problem);
    if (next.state === 'failed') await fallBack(ctx, row.noticeId);
  }
}
