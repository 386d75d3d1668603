import { personName, uuid } from '@cuaso/kernel/fields.ts';
import { dayOf } from '@cuaso/kernel/clock.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { holdDossier } from '@cuaso/platform/cases/dossier.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type HeldItem, holdItems, moveItem } from './item.ts';
import { trackingFact } from './in-words.ts';
import { tell } from './notices.ts';
import { refuse } from './refusals.ts';

/** Hands items to the post on one numbered list; all of them or none. A result goes only once it is there. */
export const makeHandOver = command({
  name: 'post.make-hand-over',
  summary: 'Lập bảng kê bàn giao bưu phẩm cho bưu điện',
  input: z.strictObject({
    itemIds: z.array(uuid).max(200).default([]),
    takerName: personName.or(z.literal('')).default(''),
  }),
  output: z.strictObject({ handOverId: z.string(), number: z.string(), count: z.int() }),
  access: { permission: 'post.handle' },
  run: async (ctx, { itemIds, takerName }) => {
    const wanted = new Set(itemIds);
    if (wanted.size === 0) refuse('nothing_chosen', 'itemIds');
    const items = await holdItems(ctx, [...wanted]);
    const [first] = items;
    if (first === undefined || items.length !== wanted.size) refuse('item_not_found');
    for (const item of items) requireAccess(ctx.actor, 'post.handle', item, 'post.view');
    const { agencyId } = first;
    if (items.some((item) => item.agencyId !== agencyId)) refuse('other_agency', 'itemIds');
    const list = await openList(ctx, agencyId, takerName);
    const byRequest = items.toSorted((a, b) => a.code.localeCompare(b.code));
    for (const [index, item] of byRequest.entries()) await handOver(ctx, item, list, index + 1);
    return { handOverId: list.id, number: list.number, count: items.length };
  },
});

type List = { id: string; number: string };

async function openList(ctx: Context, agencyId: string, takerName: string): Promise<List> {
  const [id, day] = [ctx.newId(), dayOf(ctx.now)];
  const year = Number(day.slice(0, 4));
  const taken = await sql<{ last: number }>`insert into post.hand_over_series as s (agency_id, year, last)
    values (${agencyId}, ${year}, 1) on conflict (agency_id, year) do update set last = s.last + 1 returning last`.execute(
    ctx.tx,
  );
  const number = taken.rows[0]?.last ?? 1;
  const giver = ctx.actor.kind === 'official' ? ctx.actor.name : '';
  await sql`insert into post.hand_over (id, agency_id, year, number, made_on, made_at, giver_name, taker_name, made_by)
    values (${id}, ${agencyId}, ${year}, ${number}, ${day}, ${ctx.now}, ${giver}, ${takerName}, ${actorWordOf(ctx.actor)})`.execute(
    ctx.tx,
  );
  return { id, number: `${number}/${year}` };
}

async function handOver(ctx: Context, item: HeldItem, list: List, line: number): Promise<void> {
  const dossier = await holdDossier(ctx, item.dossierId);
  if (item.kind === 'delivery' && dossier.state.state !== 'result_ready') refuse('not_ready', 'itemIds');
  await sql`insert into post.hand_over_line (hand_over_id, line, item_id) values (${list.id}, ${line}, ${item.id})`.execute(
    ctx.tx,
  );
  const after = await moveItem(
    ctx,
    item,
    { kind: 'handed_over', text: `Bảng kê ${list.number}` },
    sql`, hand_over_id = ${list.id}, handed_over_at = ${ctx.now}`,
  );
  await tell(ctx, 'handed_over', { item: after, dossier }, { tracking: trackingFact(item.tracking) });
}
