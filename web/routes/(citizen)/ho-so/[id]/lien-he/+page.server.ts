import { correctMyContact } from '@cuaso/systems/services/correct-my-contact.ts';
import { getMyDossier } from '@cuaso/systems/services/get-my-dossier.ts';
import { redirect } from '@sveltejs/kit';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { id, code, state, applicant } = await locals.run(getMyDossier, { dossierId: params.id });
  if (state === 'closed') redirect(303, `/ho-so/${params.id}`);
  return { id, code, applicant };
};

export const actions: Actions = {
  default: formAction(correctMyContact, {
    prepare: (input, event) => ({ ...input, dossierId: event.params['id'] ?? '' }),
    done: ({ dossierId }) => `/ho-so/${dossierId}?xong=lien-he`,
  }),
};
