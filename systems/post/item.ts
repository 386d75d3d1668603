import { actorWordOf, type Confidentiality } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type RawBuilder, sql } from 'kysely';
import {
  isWithPost,
  type ItemEventKind,
  type ItemKind,
  type ItemState,
  type Move,
  type Note,
  stateAfter,
} from './item-state.ts';
import { refuse } from './refusals.ts';

/** An order to the post in hand: locked until the transaction ends. */
export type HeldItem = {
  id: string;
  code: string;
  kind: ItemKind;
  dossierId: string;
  agencyId: string;
  accountId: string | null;
  confidentiality: Confidentiality;
  recipientName: string;
  phone: string;
  state: ItemState;
  seq: number;
  handedOverAt: Date | null;
  handOverId: string | null;
  tracking: string | null;
};

/** Takes an order in hand: its dossier is locked first, always in this order, so that two who meet cannot wait for each other. */
export async function holdItem(ctx: Context, id: string): Promise<HeldItem> {
  const [item] = await holdItems(ctx, [id]);
  return item ?? refuse('item_not_found');
}

/** Takes several orders in hand, the dossiers first, each in the order of its key. */
export async function holdItems(ctx: Context, ids: readonly string[]): Promise<HeldItem[]> {
  await sql`select from cases.dossier where id in (select dossier_id from post.item where id = any(${ids}::uuid[]))
    order by id for update`.execute(ctx.tx);
  const found = await sql<HeldItem>`select i.id, i.code, i.kind, i.dossier_id as "dossierId", i.agency_id as "agencyId",
      i.account_id as "accountId", d.confidentiality, i.recipient_name as "recipientName", i.phone, i.state, i.seq,
      i.handed_over_at as "handedOverAt", i.hand_over_id as "handOverId", i.tracking
    from post.item i join cases.dossier d on d.id = i.dossier_id where i.id = any(${ids}::uuid[])
    order by i.id for update of i`.execute(ctx.tx);
  return found.rows;
}

/** What happens to an order: what is written of it, and when it was, if not now. */
export type Happening<K> = { kind: K; text?: string; happenedAt?: Date };

/** Moves an order on, or refuses what its state does not allow; `also` are columns that change with the state. */
export async function moveItem(
  ctx: Context,
  item: HeldItem,
  what: Happening<Move>,
  also: RawBuilder<unknown> = sql``,
): Promise<HeldItem> {
  const state = stateAfter(item.state, what.kind) ?? refuse('not_in_this_state');
  // What was lost may have been sent again meanwhile; two of a kind are never on their way.
  if (item.state === 'lost' && isWithPost(state) && (await hasOther(ctx, item))) refuse('asked_already');
  return write(ctx, { ...item, state }, what, also);
}

/** Writes beside an order what does not move it; `also` are columns that change with it. */
export function noteItem(
  ctx: Context,
  item: HeldItem,
  what: Happening<Note>,
  also: RawBuilder<unknown> = sql``,
): Promise<HeldItem> {
  return write(ctx, item, what, also);
}

/** Writes what happened to an order. */
export async function writeEvent(
  ctx: Context,
  itemId: string,
  event: Happening<ItemEventKind> & { seq: number },
): Promise<void> {
  const name = 'name' in ctx.actor && ctx.actor.kind !== 'system' ? ctx.actor.name : '';
  await sql`insert into post.event (item_id, seq, kind, at, happened_at, actor, actor_name, text)
    values (${itemId}, ${event.seq}, ${event.kind}, ${ctx.now}, ${event.happenedAt ?? ctx.now}, ${actorWordOf(ctx.actor)}, ${name},
      ${event.text ?? ''})`.execute(ctx.tx);
}

/** Whether another order of the same kind for the same dossier is under way. */
export async function hasOther(ctx: Context, { id, dossierId, kind }: HeldItem): Promise<boolean> {
  const open = await sql`select from post.item where dossier_id = ${dossierId} and kind = ${kind} and id <> ${id}
    and state in ('requested', 'handed_over', 'in_transit')`.execute(ctx.tx);
  return open.rows.length > 0;
}

async function write(
  ctx: Context,
  item: HeldItem,
  what: Happening<Move | Note>,
  also: RawBuilder<unknown>,
): Promise<HeldItem> {
  const seq = item.seq + 1;
  await writeEvent(ctx, item.id, { ...what, seq });
  await sql`update post.item set state = ${item.state}, seq = ${seq}, changed_at = ${ctx.now} ${also}
    where id = ${item.id}`.execute(ctx.tx);
  return { ...item, seq };
}
