import { email, phone } from '@cuaso/kernel/fields.ts';
import type { Channel } from './channel.ts';
import { channels } from './channel.ts';
import type { NoticeKind } from './kind.ts';
import { firstLoudMoment, type QuietHours, usualQuietHours } from './quiet-hours.ts';

/** What a person has chosen. */
export type Choice = {
  channels: readonly Channel[];
  manner: 'all' | 'first';
  muted: readonly string[];
  quiet: QuietHours;
};

/** A way to one person. */
export type Way = { channel: Channel; address: string };

/** What is known of how a person can be reached. */
export type Reach = {
  phone: string;
  email: string;
  /** The person's number at the province's Zalo account; a telephone number serves too where a template exists. */
  zalo: string;
  subscriptions: readonly string[];
  bad: readonly Way[];
};

/** What follows from kind, choice and reach: what goes out now and when, and what is tried if that fails. */
export type Plan = { now: Way[]; remaining: Way[]; dueAt: Date; silence: '' | 'muted' | 'no_address' };

/** Who has chosen nothing: every known way, quiet at night. */
export const usualChoice: Choice = { channels, manner: 'all', muted: [], quiet: usualQuietHours };

/** Decides by which ways a person is told of something. */
export function planOf(kind: NoticeKind, choice: Choice, reach: Reach, at: Date): Plan {
  const dueAt = kind.urgency === 'urgent' ? at : firstLoudMoment(at, choice.quiet);
  if (kind.choice === 'may_mute' && choice.muted.includes(kind.name)) {
    return { now: [], remaining: [], dueAt, silence: 'muted' };
  }
  const known = waysOf(reach);
  const chosen = choice.channels.flatMap((channel) => known.filter((way) => way.channel === channel));
  // Who chose only ways that lead nowhere is told by the others rather than not at all.
  const ways = chosen.length > 0 ? chosen : known;
  const [first] = ways;
  if (first === undefined) return { now: [], remaining: [], dueAt, silence: 'no_address' };
  if (choice.manner === 'all') return { now: ways, remaining: [], dueAt, silence: '' };
  const now = ways.filter((way) => way.channel === first.channel);
  return { now, remaining: ways.filter((way) => way.channel !== first.channel), dueAt, silence: '' };
}

/** An address as it is written to, or nothing where the text is none; a landline takes no messages. */
export function addressOf(channel: 'email' | 'sms', text: string): string {
  const parsed = (channel === 'email' ? email : phone).safeParse(text);
  if (!parsed.success) return '';
  return channel === 'sms' && parsed.data.startsWith('02') ? '' : parsed.data;
}

function waysOf(reach: Reach): Way[] {
  const all: Way[] = [
    { channel: 'email', address: addressOf('email', reach.email) },
    { channel: 'sms', address: addressOf('sms', reach.phone) },
    { channel: 'zalo', address: reach.zalo },
    ...reach.subscriptions.map((address) => ({ channel: 'push' as const, address })),
  ];
  const isBad = (way: Way) => reach.bad.some((one) => one.channel === way.channel && one.address === way.address);
  return all.filter((way) => way.address !== '' && !isBad(way));
}
