import { cancelSession } from '@cuaso/systems/signing/cancel-session.ts';
import { getSession } from '@cuaso/systems/signing/get-session.ts';
import { redirect } from '@sveltejs/kit';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The question before a session is stopped; one that is over needs none. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const session = await locals.run(getSession, { sessionId: params.id });
  if (session.state !== 'open') redirect(303, `/can-bo/ky/phien/${session.id}`);
  return { session };
};

export const actions: Actions = {
  default: formAction(cancelSession, {
    prepare: (_, { params }) => ({ sessionId: params['id'] }),
    done: ({ sessionId }) => `/can-bo/ky/phien/${sessionId}`,
  }),
};
