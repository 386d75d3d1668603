import { invalidField } from '@cuaso/platform/operations/invalid-input.ts';
import { openLookup } from '@cuaso/systems/services/open-lookup.ts';
import { redirect } from '@sveltejs/kit';
import { formAction } from '#lib/server/form-action.ts';
import { dropLookup, keepLookup, lookupHeaders, lookupTokenOf } from '#lib/server/lookup-cookie.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => {
  event.setHeaders(lookupHeaders);
  if (lookupTokenOf(event) === '') redirect(303, '/tra-cuu/ma-mot-lan?het=ma');
};

export const actions: Actions = {
  default: formAction(openLookup, {
    prepare: (input, event) => ({ ...input, token: lookupTokenOf(event) }),
    done: (result, event) => {
      if (result.outcome === 'wrong') {
        const left = `Mã chưa đúng. Còn ${result.triesLeft} lần thử. Hãy xem lại tin nhắn mới nhất.`;
        throw invalidField('code', 'services.wrong_lookup_code', left);
      }
      if (result.outcome === 'over') {
        dropLookup(event);
        return '/tra-cuu/ma-mot-lan?het=ma';
      }
      keepLookup(event, result);
      return '/tra-cuu/ma-mot-lan/ho-so';
    },
  }),
};
