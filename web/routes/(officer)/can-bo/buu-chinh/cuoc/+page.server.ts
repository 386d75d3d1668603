import { holds } from '@cuaso/platform/access/access.ts';
import { getTariff } from '@cuaso/systems/post/get-tariff.ts';
import { setTariff } from '@cuaso/systems/post/set-tariff.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What the post asks. */
export const load: PageServerLoad = async ({ locals, url }) => ({
  rows: (await locals.run(getTariff, {})).rows,
  manages: holds(locals.actor, 'post.manage'),
  done: url.searchParams.get('xong'),
});

export const actions: Actions = {
  khai: formAction(setTariff, { form: 'khai', done: () => '/can-bo/buu-chinh/cuoc?xong=khai' }),
};
