import { uuid } from '@cuaso/kernel/fields.ts';
import { vietQrOf } from '@cuaso/kernel/vietqr.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { findLastAttempt } from './attempt.ts';
import { findPaymentGateway } from './gateway/gateway.ts';
import { requireMine } from './my-order.ts';
import { loadOrder, orderShownSchema } from './order-shown.ts';
import { findReceivingAccount, receivingAccountSchema } from './receiving-account.ts';

/** What an own dossier owes, and the ways to pay it: gateway, transfer with the text of its VietQR code, the counter. */
export const getMyPayment = query({
  name: 'payments.get-my-payment',
  summary: 'Xem khoản phí, lệ phí của tôi',
  input: z.strictObject({ orderId: uuid }),
  output: z.strictObject({
    order: orderShownSchema,
    /** The gateway's name; null where none is set up. */
    gateway: z.string().nullable(),
    transfer: receivingAccountSchema.extend({ purpose: z.string(), qr: z.string() }).nullable(),
    /** The open try at the gateway runs until then. */
    payUntil: z.string().nullable(),
    /** How the last try ended without money; empty where there was none. */
    failedWith: z.string().nullable(),
  }),
  access: { signedIn: 'person', because: 'run keeps to what the own dossiers owe' },
  run: async (ctx, { orderId }) => {
    const { shown, accountId } = await loadOrder(ctx, orderId);
    requireMine(ctx, accountId);
    const account = await findReceivingAccount(ctx, shown.agencyId);
    const attempt = await findLastAttempt(ctx, orderId);
    const isOpen = attempt?.state === 'open';
    return {
      order: withoutNames(shown),
      gateway: findPaymentGateway(ctx.memory)?.name ?? null,
      transfer:
        account === undefined
          ? null
          : {
              ...account,
              purpose: shown.code,
              qr: vietQrOf({ ...account, amountVnd: shown.amountVnd, purpose: shown.code }),
            },
      payUntil: isOpen ? attempt.expiresAt.toISOString() : null,
      failedWith: attempt === undefined || isOpen || attempt.state === 'succeeded' ? null : attempt.state,
    };
  },
});

type Shown = z.infer<typeof orderShownSchema>;

/** The applicant reads what was decided, not by which official. */
function withoutNames(order: Shown): Shown {
  return { ...order, events: order.events.map((event) => ({ ...event, actorName: '' })) };
}
