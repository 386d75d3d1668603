import { requireAccess } from '@cuaso/platform/access/access.ts';
import type { Confidentiality } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { type HeldOrder, holdOrder } from './order.ts';
import { refuse } from './refusals.ts';

/** An order that the official may use the permission on, locked; one that he may not even see is not found. */
export async function holdOrderFor(ctx: Context, orderId: string, permission: string): Promise<HeldOrder> {
  const order = await holdOrder(ctx, orderId);
  await requireOrderAccess(ctx, orderId, permission);
  return order;
}

/** Asks access to an order: it lies where its agency is and is as confidential as its dossier. */
export async function requireOrderAccess(ctx: Context, orderId: string, permission: string): Promise<void> {
  const found = await sql<{ agencyId: string; confidentiality: Confidentiality }>`select o.agency_id as "agencyId",
      d.confidentiality from payments.payment_order o join cases.dossier d on d.id = o.dossier_id where o.id = ${orderId}`.execute(
    ctx.tx,
  );
  requireAccess(ctx.actor, permission, found.rows[0] ?? refuse('order_not_found'), 'payments.view');
}
