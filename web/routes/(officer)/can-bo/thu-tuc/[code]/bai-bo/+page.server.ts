import { dayOf } from '@cuaso/kernel/clock.ts';
import { repealProcedure } from '@cuaso/systems/procedures/repeal-procedure.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = () => ({ today: dayOf(new Date()) });

export const actions: Actions = {
  default: formAction(repealProcedure, {
    prepare: ({ from, reason }, { params }) => ({
      code: params['code'],
      reason,
      ...(from === undefined ? {} : { from }),
    }),
    done: () => '/can-bo/thu-tuc?bai-bo',
  }),
};
