import { holds } from '@cuaso/platform/access/access.ts';
import { changeAuthority } from '@cuaso/systems/signing/change-authority.ts';
import { getAuthority } from '#lib/server/authority-page.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One authority with the addresses of its lists. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  authority: await getAuthority(locals, params.id),
  manages: holds(locals.actor, 'signing.manage'),
  now: new Date(),
});

export const actions: Actions = {
  default: formAction(changeAuthority, {
    prepare: ({ crlUrl, ocspUrl, reason }, { params }) => ({
      authorityId: params['id'],
      crlUrl: crlUrl ?? '',
      ocspUrl: ocspUrl ?? '',
      reason,
    }),
    done: () => '/quan-tri/noi-tin-cay?xong=doi',
  }),
};
