import { discardDraft } from '@cuaso/systems/services/discard-draft.ts';
import { getDraft } from '@cuaso/systems/services/get-draft.ts';
import { redirect } from '@sveltejs/kit';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { id, procedureName, agencyName, savedAt, sentAs } = await locals.run(getDraft, { draftId: params.id });
  if (sentAs !== null) redirect(303, `/ho-so/${sentAs}`);
  return { id, procedureName, agencyName, savedAt };
};

export const actions: Actions = {
  default: formAction(discardDraft, {
    prepare: (_, { params }) => ({ draftId: params['id'] ?? '' }),
    done: () => '/ho-so?xong=bo-nhap',
  }),
};
