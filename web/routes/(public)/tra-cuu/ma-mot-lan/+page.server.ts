import { askLookupCode } from '@cuaso/systems/services/ask-lookup-code.ts';
import { formAction } from '#lib/server/form-action.ts';
import { keepLookup, lookupHeaders } from '#lib/server/lookup-cookie.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ url, setHeaders }) => {
  setHeaders(lookupHeaders);
  return { ended: url.searchParams.get('het') };
};

export const actions: Actions = {
  default: formAction(askLookupCode, {
    done: (asked, event) => {
      keepLookup(event, asked);
      return '/tra-cuu/ma-mot-lan/nhap-ma';
    },
  }),
};
