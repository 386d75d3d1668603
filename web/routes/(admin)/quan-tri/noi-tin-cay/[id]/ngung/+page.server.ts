import { changeAuthority } from '@cuaso/systems/signing/change-authority.ts';
import { getAuthority } from '#lib/server/authority-page.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The question before the trust in an authority ends. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  authority: await getAuthority(locals, params.id),
});

export const actions: Actions = {
  default: formAction(changeAuthority, {
    prepare: async ({ reason }, { locals, params }) => {
      const { id, crlUrl, ocspUrl } = await getAuthority(locals, params['id'] ?? '');
      return { authorityId: id, crlUrl, ocspUrl, trust: 'end_now', reason };
    },
    done: () => '/quan-tri/noi-tin-cay?xong=ngung',
  }),
};
