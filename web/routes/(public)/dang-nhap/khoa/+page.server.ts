import { beginPasskeySignIn } from '@cuaso/systems/identity/begin-passkey-sign-in.ts';
import { finishPasskeySignIn } from '@cuaso/systems/identity/finish-passkey-sign-in.ts';
import { answerOf } from '#lib/server/passkey-answer.ts';
import { formAction, localPath } from '#lib/server/form-action.ts';
import { carryOn, pendingTokenOf, userAgentOf } from '#lib/server/open-session.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ url }) => ({
  back: localPath(url.searchParams.get('tiep'), ''),
  query: url.search.replace(/^\?\/[^&]*&?/, '?'),
});

/** As the second step it is tied to the sign-in that waits; alone it is both factors. */
function pendingOf(event: RequestEvent): { token?: string } {
  return event.url.searchParams.has('hai-lop') ? { token: pendingTokenOf(event) } : {};
}

export const actions: Actions = {
  'bat-dau': formAction(beginPasskeySignIn, {
    prepare: (_, event) => pendingOf(event),
    done: (asked) => ({ asked }),
  }),
  xong: formAction(finishPasskeySignIn, {
    prepare: (input, event) => ({ ...answerOf(input), ...pendingOf(event), userAgent: userAgentOf(event) }),
    done: carryOn,
  }),
};
