import { holds } from '@cuaso/platform/access/access.ts';
import { listDeliveries } from '@cuaso/systems/notices/list-deliveries.ts';
import { resendOutbox } from '@cuaso/systems/notices/resend-outbox.ts';
import { deliveryQueryOf } from '#lib/notices/delivery-query.ts';
import { formAction } from '#lib/server/form-action.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { Actions, PageServerLoad } from './$types.js';

const perPage = 50;

/** What was told to whom, and what lies in the outbox. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 2000);
  const query = deliveryQueryOf(url);
  const found = await locals.run(listDeliveries, { ...query, limit: perPage, offset: (page - 1) * perPage });
  const links = { resend: holds(locals.actor, 'notices.resend'), edit: holds(locals.actor, 'notices.edit') };
  return { page, perPage, query, found, links, sentAgain: url.searchParams.get('da-gui') };
};

export const actions: Actions = {
  gui: formAction(resendOutbox, { form: 'gui', done: ({ count }) => `/can-bo/thong-bao?da-gui=${count}` }),
};
