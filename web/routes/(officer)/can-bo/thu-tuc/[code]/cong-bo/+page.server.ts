import { dayOf } from '@cuaso/kernel/clock.ts';
import { publishDraft } from '@cuaso/systems/procedures/publish-draft.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = () => ({ today: dayOf(new Date()) });

export const actions: Actions = {
  default: formAction(publishDraft, {
    prepare: ({ seq, from }, { params }) => ({ code: params['code'], seq, ...(from === undefined ? {} : { from }) }),
    done: ({ code }) => `/can-bo/thu-tuc/${code}?xong=cong-bo`,
  }),
};
