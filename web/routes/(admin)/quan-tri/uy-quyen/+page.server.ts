import { listDelegations } from '@cuaso/systems/access/list-delegations.ts';
import { revokeDelegation } from '@cuaso/systems/access/revoke-delegation.ts';
import { formAction } from '#lib/server/form-action.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { Actions, PageServerLoad } from './$types.js';

const perPage = 50;

/** The delegations of the officials within reach. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const show = url.searchParams.get('xem') === 'tat-ca' ? ('all' as const) : ('open' as const);
  const page = Math.min(pageOf(url), 1000);
  const found = await locals.run(listDelegations, { show, limit: perPage, offset: (page - 1) * perPage });
  return { show, page, perPage, ...found, done: url.searchParams.has('xong') };
};

export const actions: Actions = {
  'thu-hoi': formAction(revokeDelegation, { form: 'thu-hoi', done: () => '/quan-tri/uy-quyen?xong' }),
};
