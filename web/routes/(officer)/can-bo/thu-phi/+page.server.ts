import { holds } from '@cuaso/platform/access/access.ts';
import { listPayments } from '@cuaso/systems/payments/list-payments.ts';
import { paymentQueryOf } from '#lib/payments/payment-query.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 50;

/** The payments within reach, with count and sum. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 2000);
  const query = paymentQueryOf(url);
  const found = await locals.run(listPayments, { ...query, limit: perPage, offset: (page - 1) * perPage });
  const offers = {
    statements: holds(locals.actor, 'payments.collect'),
    differences: holds(locals.actor, 'payments.reconcile'),
    accounts: holds(locals.actor, 'payments.manage'),
  };
  return { page, perPage, query, found, offers };
};
