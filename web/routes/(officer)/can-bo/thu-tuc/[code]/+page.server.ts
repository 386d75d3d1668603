import { discardDraft } from '@cuaso/systems/procedures/discard-draft.ts';
import { listVersions } from '@cuaso/systems/procedures/list-versions.ts';
import { holds } from '@cuaso/platform/access/access.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Where the draft stands, and the versions before it. */
export const load: PageServerLoad = async ({ locals, params, url }) => ({
  versions: (await locals.run(listVersions, { code: params.code })).rows,
  mayPublish: holds(locals.actor, 'procedures.publish'),
  done: url.searchParams.get('xong'),
});

export const actions: Actions = {
  bo: formAction(discardDraft, {
    form: 'bo',
    prepare: (_, { params }) => ({ code: params['code'] }),
    done: () => '/can-bo/thu-tuc',
  }),
};
