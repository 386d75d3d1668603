import { qrSvg } from '@cuaso/platform/files/codes.ts';
import { beginPayment } from '@cuaso/systems/payments/begin-payment.ts';
import { getMyPayment } from '@cuaso/systems/payments/get-my-payment.ts';
import { redirect } from '@sveltejs/kit';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What is owed and how to pay it; while the gateway has not said how it ended, the page comes again by itself. */
export const load: PageServerLoad = async ({ locals, params, url, request, setHeaders }) => {
  // What the gateway puts into the address proves nothing here; it goes away at once.
  if ([...url.searchParams.keys()].some((name) => name.startsWith('vnp_'))) redirect(303, `${url.pathname}?ve=1`);
  const payment = await locals.run(getMyPayment, { orderId: params.order });
  const isBack = url.searchParams.has('ve');
  if (request.method === 'GET' && isBack && payment.order.state === 'paying') setHeaders({ refresh: '8' });
  const { transfer } = payment;
  const qr = transfer && `data:image/svg+xml;base64,${Buffer.from(qrSvg(transfer.qr)).toString('base64')}`;
  return { ...payment, qr, isBack };
};

export const actions: Actions = {
  /** A form may not lead to another site; the answer itself sends the browser on, and offers the same as a link. */
  cong: formAction(beginPayment, {
    form: 'cong',
    prepare: (_, event) => ({
      orderId: event.params['order'] ?? '',
      payerAddress: addressOf(event.getClientAddress()),
    }),
    done: ({ payUrl }, { setHeaders }) => {
      setHeaders({ refresh: `1; url=${payUrl}` });
      return { payUrl };
    },
  }),
};

/** IPv4 written as IPv6 is what the gateways do not take. */
function addressOf(address: string): string {
  return address.replace(/^::ffff:/i, '').replace(/%.*$/, '');
}
