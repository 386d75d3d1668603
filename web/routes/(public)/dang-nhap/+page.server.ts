import { signIn } from '@cuaso/systems/identity/sign-in.ts';
import { redirect } from '@sveltejs/kit';
import { formAction, localPath } from '#lib/server/form-action.ts';
import { carryOn, userAgentOf } from '#lib/server/open-session.ts';
import { ownPlaceOf } from '#lib/server/own-place.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Who is signed in goes on to where he wanted to go. */
export const load: PageServerLoad = ({ locals, url }) => {
  const wanted = url.searchParams.get('tiep');
  if (locals.actor.kind !== 'anonymous') redirect(303, localPath(wanted, ownPlaceOf(locals.actor)));
  return {
    back: localPath(wanted, ''),
    withNationalId: locals.oidc !== undefined,
    created: url.searchParams.has('moi'),
  };
};

export const actions: Actions = {
  default: formAction(signIn, {
    prepare: (input, event) => ({ ...input, userAgent: userAgentOf(event) }),
    done: carryOn,
  }),
};
