import type { Confidentiality } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { outcomes } from './in-words.ts';
import { itemKinds, itemStates } from './item-state.ts';

const nullable = z.string().nullable();
const eventKinds = [
  'requested',
  'address_corrected',
  'cancelled',
  'handed_over',
  'struck',
  'tracking_given',
  'in_transit',
  'delivered',
  'returned',
  'lost',
  'proof_attached',
  'loss_reported',
  'loss_answered',
] as const;

/** An order to the post with its history and its cases of loss. */
export const itemShownSchema = z.strictObject({
  id: z.string(),
  code: z.string(),
  kind: z.enum(itemKinds),
  dossierId: z.string(),
  dossierCode: z.string(),
  agencyName: z.string(),
  recipientName: z.string(),
  phone: z.string(),
  divisionCode: z.string(),
  line: z.string(),
  address: z.string(),
  zone: z.enum(['near', 'province']),
  feeVnd: z.number().nullable(),
  state: z.enum(itemStates),
  requestedAt: z.string(),
  tracking: nullable,
  handOverId: nullable,
  handOverNumber: nullable,
  deliveredAt: nullable,
  receiverName: z.string(),
  hasProof: z.boolean(),
  events: z.array(
    z.strictObject({
      kind: z.enum(eventKinds),
      at: z.string(),
      happenedAt: z.string(),
      actorName: z.string(),
      text: z.string(),
    }),
  ),
  losses: z.array(
    z.strictObject({
      reportedBy: z.enum(['applicant', 'post', 'agency']),
      reportedAt: z.string(),
      text: z.string(),
      dueOn: z.string(),
      outcome: z.enum(outcomes).nullable(),
      answer: nullable,
      answeredAt: nullable,
    }),
  ),
});
/** An order to the post with its history and its cases of loss. */
export type ItemShown = z.infer<typeof itemShownSchema>;

/** An order as it is shown, with what decides who may see it. */
export type LoadedItem = {
  shown: ItemShown;
  agencyId: string;
  accountId: string | null;
  confidentiality: Confidentiality;
  proofFileId: string | null;
};

const utc = sql`at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;

/** The orders that a condition on `post.item i` and `cases.dossier d` names, newest first. */
export async function loadItems(ctx: Context, where: RawBuilder<unknown>): Promise<LoadedItem[]> {
  type Row = ItemShown & Omit<LoadedItem, 'shown'>;
  const found = await sql<Row>`select i.id, i.code, i.kind, i.dossier_id as "dossierId", d.code as "dossierCode",
      coalesce(v.name, '') as "agencyName", i.recipient_name as "recipientName", i.phone, i.division_code as "divisionCode", i.line,
      i.address, i.zone, i.fee_vnd as "feeVnd", i.state, to_char(i.requested_at ${utc}) as "requestedAt", i.tracking,
      i.hand_over_id as "handOverId", h.number || '/' || h.year as "handOverNumber",
      to_char(i.delivered_at ${utc}) as "deliveredAt", i.receiver_name as "receiverName",
      i.proof_file_id is not null as "hasProof", i.proof_file_id as "proofFileId", i.agency_id as "agencyId",
      i.account_id as "accountId", d.confidentiality,
      (select jsonb_agg(jsonb_build_object('kind', e.kind, 'at', to_char(e.at ${utc}), 'happenedAt', to_char(e.happened_at ${utc}),
        'actorName', e.actor_name, 'text', e.text) order by e.seq) from post.event e where e.item_id = i.id) as events,
      (select coalesce(jsonb_agg(jsonb_build_object('reportedBy', l.reported_by, 'reportedAt', to_char(l.reported_at ${utc}),
        'text', l.text, 'dueOn', l.due_on, 'outcome', l.outcome, 'answer', l.answer, 'answeredAt', to_char(l.answered_at ${utc}))
        order by l.reported_at), '[]') from post.loss l where l.item_id = i.id) as losses
    from post.item i join cases.dossier d on d.id = i.dossier_id
    left join post.hand_over h on h.id = i.hand_over_id
    left join directory.agency_version v on v.agency_id = i.agency_id
      and v.valid @> (${ctx.now}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
    where ${where} order by i.requested_at desc, i.id`.execute(ctx.tx);
  return found.rows.map(({ agencyId, accountId, confidentiality, proofFileId, ...shown }) => ({
    shown,
    agencyId,
    accountId,
    confidentiality,
    proofFileId,
  }));
}

/** The applicant reads what was decided, not by which official. */
export function withoutNames(item: ItemShown): ItemShown {
  return { ...item, events: item.events.map((event) => ({ ...event, actorName: '' })) };
}
