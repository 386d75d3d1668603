import { sql } from 'kysely';
import type { Confidentiality } from '../identity/actor.ts';
import type { Context } from '../operations/context.ts';
import { sealed } from '../signing/sealing-key.ts';
import { knownOf } from './known.ts';
import type { NoticeKind } from './kind.ts';
import { type Plan, planOf } from './plan.ts';
import { codeMark, type Facts, rendered } from './render.ts';
import { areNoticesOpen, noticeServicesOf } from './services.ts';

/** Whom a notice is for, as far as it is known. */
export type Recipient = { accountId: string | null; name: string; phone: string; email: string };

/** One thing to be told. */
export type Ask = {
  kind: NoticeKind;
  /** What it is about. */
  subject: { relation: string; id: string };
  agencyId: string | null;
  confidentiality: Confidentiality;
  recipient: Recipient;
  facts: Facts;
  /** The same thing is told once, however often it is asked for. */
  dedupeKey: string;
  /** The page of it, from the root. */
  path?: string;
  /** A one-time code: kept sealed, erased once sent, good until then. */
  code?: { text: string; expiresAt: Date };
};

/**
 * Writes what a person is to be told, in the transaction of what happened; a job sends it. The fact `agencyName` is added.
 * While an invented past is made nobody is told.
 */
export async function notify(ctx: Context, ask: Ask): Promise<{ noticeId: string } | undefined> {
  if (!areNoticesOpen(ctx.memory)) return undefined;
  const known = await knownOf(ctx, ask);
  const facts = { agencyName: known.agencyName, ...ask.facts, ...(ask.code && { code: codeMark }) };
  const words = rendered(ask.kind, known.template, facts);
  const plan = planOf(ask.kind, known.choice, known.reach, ctx.now);
  return write(ctx, ask, { words, facts, version: known.version, plan });
}

type Written = { facts: Facts; words: ReturnType<typeof rendered>; version: number; plan: Plan };

async function write(ctx: Context, ask: Ask, { words, facts, version, plan }: Written) {
  const noticeId = ctx.newId();
  const { kind, subject, recipient, code } = ask;
  const box = code && sealed(noticeServicesOf(ctx.memory).sealingKey, Buffer.from(code.text), noticeId, ctx.random);
  const ways = plan.now.map((way) => ({ id: ctx.newId(), ...way }));
  const made = await sql`with made as (
    insert into notices.notice (id, dedupe_key, kind, subject_relation, subject_id, agency_id, confidentiality, account_id,
      recipient_name, template_version, title, body, sms, facts, path, is_urgent, remaining, silence, code_secret, expires_at, created_at)
    values (${noticeId}, ${ask.dedupeKey}, ${kind.name}, ${subject.relation}, ${subject.id}, ${ask.agencyId},
      ${ask.confidentiality}, ${recipient.accountId}, ${recipient.name}, ${version}, ${words.title}, ${words.body},
      ${words.sms}, ${JSON.stringify(facts)}::jsonb, ${ask.path ?? ''}, ${kind.urgency === 'urgent'}, ${JSON.stringify(plan.remaining)}::jsonb,
      ${plan.silence}, ${box ?? null}, ${code?.expiresAt ?? null}, ${ctx.now})
    on conflict (dedupe_key) do nothing returning id),
    sent as (insert into notices.delivery (id, notice_id, key, channel, address, state, due_at, changed_at)
      select w.id, made.id, w.id, w.channel, w.address, 'waiting', ${plan.dueAt}, ${ctx.now}
      from made, jsonb_to_recordset(${JSON.stringify(ways)}::jsonb) w(id uuid, channel text, address text))
    select id from made`.execute(ctx.tx);
  return made.rows.length === 0 ? undefined : { noticeId };
}
