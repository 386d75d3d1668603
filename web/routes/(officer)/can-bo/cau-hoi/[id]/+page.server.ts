import { holds } from '@cuaso/platform/access/access.ts';
import { getQuestionDraft } from '@cuaso/systems/finding/get-question-draft.ts';
import { publishQuestion } from '@cuaso/systems/finding/publish-question.ts';
import { saveQuestion } from '@cuaso/systems/finding/save-question.ts';
import { withdrawQuestion } from '@cuaso/systems/finding/withdraw-question.ts';
import { questionInputOf } from '#lib/finding/question-input.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** A common question to change, beside what people see of it. */
export const load: PageServerLoad = async ({ locals, params, url }) => ({
  draft: await locals.run(getQuestionDraft, { id: params.id }),
  publishes: holds(locals.actor, 'finding.publish'),
  done: url.searchParams.get('xong'),
});

export const actions: Actions = {
  luu: formAction(saveQuestion, {
    form: 'luu',
    prepare: (typed, { params }) => ({ ...questionInputOf(typed), id: params['id'] }),
    done: ({ id }) => `/can-bo/cau-hoi/${id}?xong=luu`,
  }),
  'cong-bo': formAction(publishQuestion, {
    form: 'cong-bo',
    prepare: ({ seq }, { params }) => ({ seq, id: params['id'] }),
    done: ({ id }) => `/can-bo/cau-hoi/${id}?xong=cong-bo`,
  }),
  go: formAction(withdrawQuestion, {
    form: 'go',
    prepare: (_, { params }) => ({ id: params['id'] }),
    done: ({ id }) => `/can-bo/cau-hoi/${id}?xong=go`,
  }),
};
