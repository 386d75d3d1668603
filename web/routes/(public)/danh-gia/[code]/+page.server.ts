import { getRatingWithCode } from '@cuaso/systems/ratings/get-rating-with-code.ts';
import { rateWithCode } from '@cuaso/systems/ratings/rate-with-code.ts';
import { formAction } from '#lib/server/form-action.ts';
import { originalHeaders, secretIn } from '#lib/server/original.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The place to rate for whoever holds the receipt or the result: its code and its secret stand in the address. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  // A form of a page without any referrer has no origin either, and would be refused as one of another site.
  setHeaders({ ...originalHeaders, 'referrer-policy': 'same-origin' });
  const secret = secretIn(url);
  const place = await locals.run(getRatingWithCode, { code: params.code, secret });
  const backHref = `/tra-cuu/${encodeURIComponent(params.code)}?k=${encodeURIComponent(secret)}`;
  return { place, backHref, done: url.searchParams.has('xong') };
};

export const actions: Actions = {
  default: formAction(rateWithCode, {
    prepare: (input, { params, url }) => ({ ...input, code: params['code'] ?? '', secret: secretIn(url) }),
    done: ({ code }, { url }) => `/danh-gia/${encodeURIComponent(code)}?k=${encodeURIComponent(secretIn(url))}&xong=1`,
  }),
};
