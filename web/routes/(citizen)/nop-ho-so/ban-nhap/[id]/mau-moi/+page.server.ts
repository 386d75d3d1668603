import { answersInWords } from '@cuaso/systems/onestop/in-words.ts';
import { readAnswers } from '@cuaso/platform/cases/answers.ts';
import { getDraft } from '@cuaso/systems/services/get-draft.ts';
import { moveDraft } from '@cuaso/systems/services/move-draft.ts';
import { redirect } from '@sveltejs/kit';
import { draftPath } from '#lib/filing/draft-page.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** A draft of an older version: what it says, and what of it fits the form of today. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const draft = await locals.run(getDraft, { draftId: params.id });
  if (draft.move === null && draft.fileable) redirect(303, draftPath(params.id));
  const { answers } = readAnswers(draft.definition, draft.answers, 'partial');
  return { draft, answers: answersInWords(draft.definition, answers) };
};

export const actions: Actions = {
  default: formAction(moveDraft, {
    prepare: (_, { params }) => ({ draftId: params['id'] ?? '' }),
    done: (_, { params }) => draftPath(params['id'] ?? ''),
  }),
};
