import { sessionCookie } from '@cuaso/platform/identity/session-cookie.ts';
import { signOut } from '@cuaso/systems/identity/sign-out.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions } from './$types.js';

export const actions: Actions = {
  /** Ends the session; one that is over already only loses its cookie. */
  default: async ({ locals, cookies }) => {
    if (locals.actor.kind !== 'anonymous') await locals.run(signOut, {});
    cookies.delete(sessionCookie, { path: '/' });
    redirect(303, '/');
  },
};
