import { getPayment } from '@cuaso/systems/payments/get-payment.ts';
import type { PageServerLoad } from './$types.js';

/** One payment with its history and what may be done with it now. */
export const load: PageServerLoad = async ({ locals, params, url }) => ({
  ...(await locals.run(getPayment, { orderId: params.id })),
  done: url.searchParams.get('xong'),
});
