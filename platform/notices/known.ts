import { dayOf } from '@cuaso/kernel/clock.ts';
import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import type { Channel } from './channel.ts';
import type { Template } from './kind.ts';
import type { Ask } from './notify.ts';
import { addressOf, type Choice, type Reach, usualChoice, type Way } from './plan.ts';
import { noticeServicesOf } from './services.ts';

/** Everything that is known before a notice is written. */
export type Known = { template: Template; version: number; choice: Choice; reach: Reach; agencyName: string };

type Row = {
  template: (Template & { version: number }) | null;
  choice: {
    channels: Channel[];
    manner: 'all' | 'first';
    muted: string[];
    quiet_from: number;
    quiet_until: number;
  } | null;
  account: { phone: string; email: string } | null;
  agencyName: string | null;
  subscriptions: string[] | null;
  zalo: string | null;
  bad: Way[] | null;
};

/** Template in force, the person's choice and ways, the agency's name: one statement, because it runs in the commands of others. */
export async function knownOf(ctx: Context, ask: Ask): Promise<Known> {
  const { accountId } = ask.recipient;
  const found = await sql<Row>`select
    (select to_jsonb(t) from notices.template t where t.kind = ${ask.kind.name} and t.version is not null
      order by t.version desc limit 1) as template,
    (select to_jsonb(c) from notices.choice c where c.account_id = ${accountId}::uuid) as choice,
    (select jsonb_build_object('phone', a.phone, 'email', a.email) from identity.account a
      where a.id = ${accountId}::uuid and a.status <> 'closed') as account,
    (select a.name from directory.agency_version a
      where a.agency_id = ${ask.agencyId}::uuid and a.valid @> ${dayOf(ctx.now)}::date) as "agencyName",
    (select jsonb_agg(s.id order by s.made_at, s.id) from notices.subscription s
      where s.account_id = ${accountId}::uuid) as subscriptions,
    (select z.user_id from notices.zalo_user z where z.account_id = ${accountId}::uuid) as zalo`.execute(ctx.tx);
  const row = found.rows[0];
  const contact = {
    phone: addressOf('sms', ask.recipient.phone) || addressOf('sms', row?.account?.phone ?? ''),
    email: addressOf('email', ask.recipient.email) || addressOf('email', row?.account?.email ?? ''),
  };
  const zalo = row?.zalo ?? (noticeServicesOf(ctx.memory).zalo?.templates[ask.kind.name] ? contact.phone : '');
  const subscriptions = row?.subscriptions ?? [];
  return {
    template: row?.template ?? ask.kind.template,
    version: row?.template?.version ?? 0,
    choice: choiceOf(row?.choice),
    reach: { ...contact, zalo, subscriptions, bad: await badAmong(ctx, [contact.email, contact.phone, zalo]) },
    agencyName: row?.agencyName ?? '',
  };
}

function choiceOf(row: Row['choice'] | undefined): Choice {
  if (row == null) return usualChoice;
  const { quiet_from: from, quiet_until: until, ...rest } = row;
  return { ...rest, quiet: { from, until } };
}

async function badAmong(ctx: Context, addresses: readonly string[]): Promise<Way[]> {
  const wanted = addresses.filter((one) => one !== '');
  if (wanted.length === 0) return [];
  const found = await sql<Way>`select channel, address from notices.bad_address
    where address = any(${wanted}::text[])`.execute(ctx.tx);
  return found.rows;
}
