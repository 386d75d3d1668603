import { listDifferences } from '@cuaso/systems/payments/list-differences.ts';
import { settleDifference } from '@cuaso/systems/payments/settle-difference.ts';
import { formAction } from '#lib/server/form-action.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { Actions, PageServerLoad } from './$types.js';

const perPage = 20;
const shows = ['open', 'settled', 'all'] as const;

/** What does not agree with the gateway, and how each day's comparison went. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 2000);
  const show = shows.find((one) => one === url.searchParams.get('xem')) ?? 'open';
  const found = await locals.run(listDifferences, { show, limit: perPage, offset: (page - 1) * perPage });
  return { page, perPage, show, found, done: url.searchParams.get('xong') };
};

export const actions: Actions = {
  xong: async (event) => {
    const form = await event.request.clone().formData();
    const name = `xong-${String(form.get('differenceId'))}`;
    return formAction(settleDifference, { form: name, done: () => '/can-bo/thu-phi/chenh-lech?xong=1' })(event);
  },
};
