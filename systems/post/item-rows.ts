import { dayOf } from '@cuaso/kernel/clock.ts';
import { plainDate, uuid } from '@cuaso/kernel/fields.ts';
import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { itemKinds, itemStates } from './item-state.ts';

/** An order to the post as a list shows it. */
export const itemRowSchema = z.strictObject({
  id: z.string(),
  code: z.string(),
  kind: z.enum(itemKinds),
  dossierId: z.string(),
  dossierCode: z.string(),
  agencyId: z.string(),
  agencyName: z.string(),
  recipientName: z.string(),
  phone: z.string(),
  address: z.string(),
  feeVnd: z.number().nullable(),
  state: z.enum(itemStates),
  /** A result goes to the post only once it is there; papers are fetched at any time. */
  isReady: z.boolean(),
  requestedAt: z.string(),
  handedOverAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
  receiverName: z.string(),
  tracking: z.string().nullable(),
  lossDueOn: z.string().nullable(),
});
/** An order to the post as a list shows it. */
export type ItemRow = z.infer<typeof itemRowSchema>;

/** What one may ask of the list. */
export const itemFilter = {
  search: z.string().max(200).default(''),
  /** `waiting` are those that can be handed over now; `losses` those with an open case of loss. */
  show: z.enum(['waiting', 'losses', 'all', ...itemStates]).default('waiting'),
  kind: z.enum(itemKinds).optional(),
  agencyId: uuid.optional(),
  /** Ordered on these days, both counted. */
  from: plainDate.optional(),
  to: plainDate.optional(),
  sort: z.enum(['oldest', 'newest', 'recipient', 'address', 'changed']).default('oldest'),
};
type Filter = z.infer<z.ZodObject<typeof itemFilter>>;

const isReady = sql`(i.kind = 'pick_up' or d.state = 'result_ready')`;

/** The conditions of the tabs. */
export const shows = {
  waiting: sql`(i.state = 'requested' and ${isReady})`,
  losses: sql`l.item_id is not null`,
  all: sql`true`,
} as const;

/** Where the list comes from: what the official may see, and what he asks for; the tab apart, because tabs are counted. */
export function itemsFrom(ctx: Context, filter: Filter): RawBuilder<unknown> {
  const words = withoutDiacritics(filter.search).toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    return sql`and (i.search like ${pattern} or d.search like ${pattern})`;
  });
  const columns = { agency: 'i.agency_id', confidentiality: 'd.confidentiality' };
  const zone = sql`at time zone 'Asia/Ho_Chi_Minh'`;
  return sql`from post.item i join cases.dossier d on d.id = i.dossier_id
    left join post.loss l on l.item_id = i.id and l.outcome is null
    left join directory.agency_version a on a.agency_id = i.agency_id and a.valid @> ${dayOf(ctx.now)}::date
    where ${visible(ctx.actor, 'post.view', columns)} ${sql.join(found, sql` `)}
      ${filter.kind === undefined ? sql`` : sql`and i.kind = ${filter.kind}`}
      ${filter.agencyId === undefined ? sql`` : sql`and i.agency_id = ${filter.agencyId}`}
      ${filter.from === undefined ? sql`` : sql`and i.requested_at >= ${filter.from}::date::timestamp ${zone}`}
      ${filter.to === undefined ? sql`` : sql`and i.requested_at < (${filter.to}::date + 1)::timestamp ${zone}`}`;
}

/** The condition of a tab. */
export function tabOf(show: Filter['show']): RawBuilder<unknown> {
  return show === 'waiting' || show === 'losses' || show === 'all' ? shows[show] : sql`i.state = ${show}`;
}

const utc = sql`at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;

/** The columns of a row of the list. */
export const itemColumns = sql`i.id, i.code, i.kind, i.dossier_id as "dossierId", d.code as "dossierCode",
  i.agency_id as "agencyId", coalesce(a.name, '') as "agencyName", i.recipient_name as "recipientName", i.phone, i.address,
  i.fee_vnd as "feeVnd", i.state, ${isReady} as "isReady", to_char(i.requested_at ${utc}) as "requestedAt",
  to_char(i.handed_over_at ${utc}) as "handedOverAt", to_char(i.delivered_at ${utc}) as "deliveredAt",
  i.receiver_name as "receiverName", i.tracking, to_char(l.due_on, 'YYYY-MM-DD') as "lossDueOn"`;

/** The orders in which the list may stand. */
export const itemOrder = {
  oldest: sql`i.requested_at, i.id`,
  newest: sql`i.requested_at desc, i.id`,
  recipient: sql`i.recipient_name collate "vi-x-icu", i.id`,
  address: sql`i.division_code, i.line collate "vi-x-icu", i.id`,
  changed: sql`i.changed_at desc, i.id`,
} as const;
