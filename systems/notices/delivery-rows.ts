import { uuid } from '@cuaso/kernel/fields.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { channels } from '@cuaso/platform/notices/channel.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { deliveryStates } from './in-words.ts';

/** What a list may be narrowed to beside the states: what somebody should look at, and what is told to nobody. */
export const views = ['all', 'attention', 'silent', ...deliveryStates] as const;

/** A message as a list shows it; a notice that was sent to nobody has a row too. */
export const deliveryRowSchema = z.strictObject({
  noticeId: z.string(),
  deliveryId: z.string().nullable(),
  kind: z.string(),
  title: z.string(),
  recipientName: z.string(),
  agencyName: z.string(),
  channel: z.enum(channels).nullable(),
  address: z.string(),
  state: z.enum(deliveryStates).nullable(),
  silence: z.enum(['', 'muted', 'no_address']),
  problem: z.string(),
  tries: z.int(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
});
/** A message as a list shows it. */
export type DeliveryRow = z.infer<typeof deliveryRowSchema>;

/** What one may ask of the log. */
export const deliveryFilter = {
  search: z.string().max(200).default(''),
  view: z.enum(views).default('all'),
  channel: z.enum(channels).optional(),
  kind: z.string().max(80).optional(),
  subjectId: uuid.optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
};
type Filter = z.infer<z.ZodObject<typeof deliveryFilter>>;

/** The messages that the actor may see and that fit. */
export function deliveriesFrom(ctx: Context, filter: Filter): RawBuilder<unknown> {
  const words = filter.search.split(/\s+/).filter((word) => word !== '');
  const found = words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    return sql`and (n.search like database.without_diacritics(${pattern}) or d.address like ${pattern})`;
  });
  return sql`from notices.notice n left join notices.delivery d on d.notice_id = n.id
    left join directory.agency_version a on a.agency_id = n.agency_id and a.valid @> ${ctx.now}::timestamptz::date
    where ${visible(ctx.actor, 'notices.view', { agency: 'n.agency_id', confidentiality: 'n.confidentiality' })}
      ${sql.join(found, sql` `)} ${viewed(filter.view)}
      ${filter.channel === undefined ? sql`` : sql`and d.channel = ${filter.channel}`}
      ${filter.kind === undefined ? sql`` : sql`and n.kind = ${filter.kind}`}
      ${filter.subjectId === undefined ? sql`` : sql`and n.subject_id = ${filter.subjectId}`}`;
}

function viewed(view: Filter['view']): RawBuilder<unknown> {
  if (view === 'all') return sql``;
  if (view === 'attention') return sql`and (d.state in ('failed', 'unknown', 'outbox') or n.silence = 'no_address')`;
  return view === 'silent' ? sql`and n.silence <> ''` : sql`and d.state = ${view}`;
}

/** The columns of a row of the log. */
export const deliveryColumns = sql`n.id as "noticeId", d.id as "deliveryId", n.kind, n.title,
  n.recipient_name as "recipientName", coalesce(a.name, '') as "agencyName", d.channel,
  case when d.channel = 'push' then '' else coalesce(d.address, '') end as address, d.state, n.silence,
  coalesce(d.problem, '') as problem, coalesce(d.tries, 0) as tries, ${isoOf('n.created_at')} as "createdAt",
  ${isoOf('d.sent_at')} as "sentAt"`;

/** The order of the log. */
export const deliveryOrder = {
  newest: sql`n.created_at desc, n.id desc, d.id`,
  oldest: sql`n.created_at, n.id, d.id`,
} as const;

function isoOf(column: string): RawBuilder<unknown> {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}
