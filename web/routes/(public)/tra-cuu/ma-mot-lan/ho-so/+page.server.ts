import { closeLookup } from '@cuaso/systems/services/close-lookup.ts';
import { listLookedUp } from '@cuaso/systems/services/list-looked-up.ts';
import { redirect } from '@sveltejs/kit';
import { formAction } from '#lib/server/form-action.ts';
import { dropLookup, lookupHeaders, lookupTokenOf } from '#lib/server/lookup-cookie.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  event.setHeaders(lookupHeaders);
  const typed = Number(event.url.searchParams.get('trang') ?? 1);
  const page = Number.isInteger(typed) && typed >= 1 && typed <= 1000 ? typed : 1;
  const found = await event.locals.run(listLookedUp, { token: lookupTokenOf(event), page });
  if (!found.isOpen) redirect(303, '/tra-cuu/ma-mot-lan?het=gio');
  return { found, page, pageCount: Math.max(1, Math.ceil(found.total / found.pageSize)) };
};

export const actions: Actions = {
  default: formAction(closeLookup, {
    prepare: (_, event) => ({ token: lookupTokenOf(event) }),
    done: (_, event) => {
      dropLookup(event);
      return '/tra-cuu/ma-mot-lan?het=dong';
    },
  }),
};
