import { beginPairing } from '@cuaso/systems/signing/begin-pairing.ts';
import { getMyMeans } from '@cuaso/systems/signing/get-my-means.ts';
import { requestOtp } from '@cuaso/systems/signing/request-otp.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** With what this official signs: certificates, seals, the computers with the signing agent. */
export const load: PageServerLoad = async ({ locals, url }) => ({
  means: await locals.run(getMyMeans, {}),
  origin: url.origin,
  done: url.searchParams.get('xong'),
});

export const actions: Actions = {
  'gui-ma': formAction(requestOtp, { done: () => '/can-bo/ky/thiet-bi?xong=ma' }),
  // The code is shown once and kept nowhere.
  ghep: formAction(beginPairing, { prepare: () => ({}), done: ({ code, validUntil }) => ({ code, validUntil }) }),
};
