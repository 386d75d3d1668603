import { head } from '@cuaso/systems/audit/head.ts';
import { changePolicy } from '@cuaso/systems/identity/change-policy.ts';
import { getPolicy } from '@cuaso/systems/identity/get-policy.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The state of the record and of the sign-in policy. */
export const load: PageServerLoad = async ({ locals, url }) => ({
  head: await locals.run(head, {}),
  policy: await locals.run(getPolicy, {}),
  done: url.searchParams.has('xong'),
});

export const actions: Actions = {
  'chinh-sach': formAction(changePolicy, { form: 'chinh-sach', done: () => '/quan-tri?xong' }),
};
