import { getMyDossier } from '@cuaso/systems/services/get-my-dossier.ts';
import { withdrawMyDossier } from '@cuaso/systems/services/withdraw-my-dossier.ts';
import { redirect } from '@sveltejs/kit';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { id, code, procedureName, actions } = await locals.run(getMyDossier, { dossierId: params.id });
  if (!actions.includes('withdraw')) redirect(303, `/ho-so/${params.id}`);
  return { id, code, procedureName };
};

export const actions: Actions = {
  default: formAction(withdrawMyDossier, {
    prepare: (input, event) => ({ ...input, dossierId: event.params['id'] ?? '' }),
    done: ({ dossierId }) => `/ho-so/${dossierId}?xong=rut`,
  }),
};
