import { holds } from '@cuaso/platform/access/access.ts';
import { listItems } from '@cuaso/systems/post/list-items.ts';
import { makeHandOver } from '@cuaso/systems/post/make-hand-over.ts';
import { itemQueryOf } from '#lib/post/item-query.ts';
import { formAction } from '#lib/server/form-action.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { Actions, PageServerLoad } from './$types.js';

const perPage = 50;

/** What waits for the post, is with it or has come to an end. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 2000);
  const query = itemQueryOf(url);
  const found = await locals.run(listItems, { ...query, limit: perPage, offset: (page - 1) * perPage });
  const offers = { handle: holds(locals.actor, 'post.handle') };
  return { page, perPage, query, found, offers };
};

export const actions: Actions = {
  ban_giao: formAction(makeHandOver, {
    form: 'ban_giao',
    done: ({ handOverId }) => `/can-bo/buu-chinh/bang-ke/${handOverId}?xong=lap`,
  }),
};
