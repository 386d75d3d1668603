import { uuid } from '@cuaso/kernel/fields.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { holdDossier } from '@cuaso/platform/cases/dossier.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { raiseOrder } from './raise-order.ts';
import { refuse } from './refusals.ts';

/** The agency asks for the fees that the procedure has paid on its notice, once. */
export const raiseOnNotice = command({
  name: 'payments.raise-on-notice',
  summary: 'Báo thu phí, lệ phí theo thông báo của cơ quan',
  input: z.strictObject({ dossierId: uuid }),
  output: z.strictObject({ orderId: z.string() }),
  access: { permission: 'payments.collect' },
  run: async (ctx, { dossierId }) => {
    const dossier = await holdDossier(ctx, dossierId);
    const target = { agencyId: dossier.agencyId, confidentiality: dossier.confidentiality };
    requireAccess(ctx.actor, 'payments.collect', target, 'payments.view');
    const open = await sql`select from payments.payment_order where dossier_id = ${dossierId} and due = 'on_notice'
      and state <> 'cancelled'`.execute(ctx.tx);
    if (open.rows.length > 0 || dossier.state.state === 'closed') refuse('nothing_on_notice');
    return { orderId: (await raiseOrder(ctx, dossier, 'on_notice')) ?? refuse('nothing_on_notice') };
  },
});
