import { uuid } from '@cuaso/kernel/fields.ts';
import { allows } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { requireOrderAccess } from './order-access.ts';
import { loadOrder, orderShownSchema } from './order-shown.ts';

const acts = ['collect', 'cancel', 'refund', 'void_receipt'] as const;

/** A payment order in full, for an officer, with what he may do now. */
export const getPayment = query({
  name: 'payments.get-payment',
  summary: 'Xem khoản thu phí, lệ phí',
  input: z.strictObject({ orderId: uuid }),
  output: z.strictObject({ order: orderShownSchema, acts: z.array(z.enum(acts)) }),
  access: { permission: 'payments.view' },
  sees: (output) => [{ relation: 'payments.payment_order', keys: [output.order.id] }],
  run: async (ctx, { orderId }) => {
    await requireOrderAccess(ctx, orderId, 'payments.view');
    const { shown } = await loadOrder(ctx, orderId);
    const target = { agencyId: shown.agencyId };
    const may = (permission: string) => allows(ctx.actor, permission, target);
    const isOpen = shown.state === 'due';
    const asked = shown.events.findLast((event) => event.kind.startsWith('refund_'))?.kind;
    const refundable = shown.state === 'paid' && asked !== 'refund_asked' && asked !== 'refund_confirmed';
    const open = {
      collect: isOpen && may('payments.collect'),
      cancel: isOpen && may('payments.collect'),
      refund: refundable && may('payments.refund'),
      void_receipt: shown.state === 'paid' && shown.receipt !== null && may('payments.collect'),
    };
    return { order: shown, acts: acts.filter((act) => open[act]) };
  },
});
