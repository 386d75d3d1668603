import { saveQuestion } from '@cuaso/systems/finding/save-question.ts';
import { questionInputOf } from '#lib/finding/question-input.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions } from './$types.js';

export const actions: Actions = {
  luu: formAction(saveQuestion, {
    form: 'luu',
    prepare: questionInputOf,
    done: ({ id }) => `/can-bo/cau-hoi/${id}?xong=luu`,
  }),
};
