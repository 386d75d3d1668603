import { getTemplate } from '@cuaso/systems/notices/get-template.ts';
import { publishTemplate } from '@cuaso/systems/notices/publish-template.ts';
import { saveTemplate } from '@cuaso/systems/notices/save-template.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The words of one kind of notice. */
export const load: PageServerLoad = async ({ locals, params, url }) => ({
  template: await locals.run(getTemplate, { kind: params.kind }),
  done: url.searchParams.get('xong'),
});

export const actions: Actions = {
  luu: formAction(saveTemplate, {
    form: 'luu',
    prepare: (input, { params }) => ({ ...input, kind: params['kind'] }),
    done: (_, { params }) => `/can-bo/thong-bao/mau/${params['kind']}?xong=luu`,
  }),
  'cong-bo': formAction(publishTemplate, {
    form: 'cong-bo',
    prepare: (input, { params }) => ({ ...input, kind: params['kind'] }),
    done: (_, { params }) => `/can-bo/thong-bao/mau/${params['kind']}?xong=cong-bo`,
  }),
};
