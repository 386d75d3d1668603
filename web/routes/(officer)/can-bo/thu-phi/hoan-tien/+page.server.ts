import { holds } from '@cuaso/platform/access/access.ts';
import { listRefunds } from '@cuaso/systems/payments/list-refunds.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 50;

/** The refunds within reach, those that wait for a decision first. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 200);
  const found = await locals.run(listRefunds, { limit: perPage, offset: (page - 1) * perPage });
  const may = { confirm: holds(locals.actor, 'payments.confirm'), record: holds(locals.actor, 'payments.collect') };
  return { page, perPage, found, may, done: url.searchParams.get('xong') };
};
