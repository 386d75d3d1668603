import { getNotice } from '@cuaso/systems/notices/get-notice.ts';
import { resendDelivery } from '@cuaso/systems/notices/resend-delivery.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One notice: its words, its messages, every try. */
export const load: PageServerLoad = async ({ locals, params, url }) => ({
  notice: await locals.run(getNotice, { noticeId: params.id }),
  sentAgain: url.searchParams.has('da-gui'),
});

export const actions: Actions = {
  'gui-lai': formAction(resendDelivery, {
    form: 'gui-lai',
    done: ({ noticeId }) => `/can-bo/thong-bao/${noticeId}?da-gui=1`,
  }),
};
