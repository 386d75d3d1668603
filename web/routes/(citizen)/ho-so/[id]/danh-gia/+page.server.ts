import { getMyRating } from '@cuaso/systems/ratings/get-my-rating.ts';
import { rateMyDossier } from '@cuaso/systems/ratings/rate-my-dossier.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  place: await locals.run(getMyRating, { dossierId: params.id }),
  dossierId: params.id,
  done: url.searchParams.has('xong'),
});

export const actions: Actions = {
  default: formAction(rateMyDossier, {
    prepare: (input, event) => ({ ...input, dossierId: event.params['id'] ?? '' }),
    done: (_, event) => `/ho-so/${event.params['id']}/danh-gia?xong=1`,
  }),
};
