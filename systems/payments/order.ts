import type { FeeDue, FeeLine } from '@cuaso/platform/cases/fee-lines.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { announceOrder } from './announce-order.ts';
import { type OrderEventKind, type OrderState, stateAfter } from './order-state.ts';
import { refuse } from './refusals.ts';

/** What an order is raised from. */
export type OrderOpening = {
  dossierId: string;
  agencyId: string;
  accountId: string | null;
  payerName: string;
  due: FeeDue;
  lines: readonly FeeLine[];
};

/** A payment order in hand: locked until the transaction ends. */
export type HeldOrder = {
  id: string;
  code: string;
  dossierId: string;
  agencyId: string;
  accountId: string | null;
  payerName: string;
  amountVnd: number;
  state: OrderState;
  seq: number;
  paidAt: Date | null;
  paidWay: PaidWay | null;
  paidReference: string | null;
};

/** How money came in. */
export type PaidWay = 'gateway' | 'transfer' | 'cash';

/** Money that came in for an order. */
export type Payment = { way: PaidWay; reference: string };

/** Raises an order with its lines; where nothing is to be paid there is none. */
export async function openOrder(ctx: Context, opening: OrderOpening): Promise<string | null> {
  const lines = opening.lines.filter((line) => line.due === opening.due);
  const amountVnd = lines.reduce((sum, line) => sum + line.amountVnd, 0);
  if (amountVnd === 0) return null;
  const id = ctx.newId();
  await sql`insert into payments.payment_order (id, code, dossier_id, agency_id, account_id, payer_name, due, amount_vnd, state, seq,
      raised_at)
    values (${id}, ${codeOf(ctx.random(8))}, ${opening.dossierId}, ${opening.agencyId}, ${opening.accountId}, ${opening.payerName},
      ${opening.due}, ${amountVnd}, 'due', 1, ${ctx.now})`.execute(ctx.tx);
  const rows = lines.map(
    (line, i) => sql`(${id}::uuid, ${i + 1}::int, ${line.key}, ${line.name}, ${line.kind}, ${line.fullVnd}::bigint,
      ${line.amountVnd}::bigint, ${line.exemptReason})`,
  );
  await sql`insert into payments.line (order_id, seq, key, name, kind, full_vnd, amount_vnd, exempt_reason)
    values ${sql.join(rows)}`.execute(ctx.tx);
  await writeEvent(ctx, id, { seq: 1, kind: 'raised', text: '' });
  return id;
}

/** Takes an order in hand: locks it first, so that what is decided next is decided on what is there. */
export async function holdOrder(ctx: Context, id: string): Promise<HeldOrder> {
  const found = await sql<HeldOrder>`select id, code, dossier_id as "dossierId", agency_id as "agencyId",
      account_id as "accountId", payer_name as "payerName", amount_vnd as "amountVnd", state, seq, paid_at as "paidAt",
      paid_way as "paidWay", paid_reference as "paidReference"
    from payments.payment_order where id = ${id} for update`.execute(ctx.tx);
  return found.rows[0] ?? refuse('order_not_found');
}

/** Writes what happened to an order, and the row that follows from it. */
export async function appendToOrder(
  ctx: Context,
  order: HeldOrder,
  event: { kind: OrderEventKind; text?: string; payment?: Payment },
): Promise<HeldOrder> {
  const state = stateAfter(order.state, event.kind);
  const seq = order.seq + 1;
  const { payment } = event;
  const paidAt = payment === undefined ? order.paidAt : ctx.now;
  const paidWay = payment?.way ?? order.paidWay;
  const paidReference = payment?.reference ?? order.paidReference;
  await sql`update payments.payment_order set state = ${state}, seq = ${seq}, paid_at = ${paidAt}, paid_way = ${paidWay},
    paid_reference = ${paidReference} where id = ${order.id}`.execute(ctx.tx);
  await writeEvent(ctx, order.id, { seq, kind: event.kind, text: event.text ?? '' });
  return { ...order, state, seq, paidAt, paidWay, paidReference };
}

async function writeEvent(
  ctx: Context,
  orderId: string,
  event: { seq: number; kind: OrderEventKind; text: string },
): Promise<void> {
  const name = 'name' in ctx.actor && ctx.actor.kind !== 'system' ? ctx.actor.name : '';
  await sql`insert into payments.event (order_id, seq, kind, at, actor, actor_name, text)
    values (${orderId}, ${event.seq}, ${event.kind}, ${ctx.now}, ${actorWordOf(ctx.actor)}, ${name}, ${event.text})`.execute(
    ctx.tx,
  );
  await announceOrder(ctx, { orderId, ...event });
}

// Without letters and digits that people confuse; it is read over the telephone and typed into a bank's form.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

function codeOf(random: Uint8Array): string {
  return `TT${[...random].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}
