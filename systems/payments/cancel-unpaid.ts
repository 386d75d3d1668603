import type { HeldDossier } from '@cuaso/platform/cases/dossier.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { appendToOrder, holdOrder } from './order.ts';

const reasons = { withdrawn: 'Hồ sơ đã rút.', refused_intake: 'Hồ sơ không được tiếp nhận.' } as const;

/**
 * What a dossier owes is not asked for any more once it was withdrawn or not taken in. What was paid stays, for an officer to give
 * back; what is being paid at the gateway is left to how that ends.
 */
export async function cancelUnpaid(ctx: Context, dossier: HeldDossier): Promise<void> {
  const { closedAs } = dossier.state;
  if (closedAs !== 'withdrawn' && closedAs !== 'refused_intake') return;
  const open = await sql<{ id: string }>`select id from payments.payment_order
    where dossier_id = ${dossier.id} and state = 'due' order by id`.execute(ctx.tx);
  for (const { id } of open.rows) {
    const order = await holdOrder(ctx, id);
    if (order.state === 'due') await appendToOrder(ctx, order, { kind: 'cancelled', text: reasons[closedAs] });
  }
}
