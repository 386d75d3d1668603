import { getCertificate } from '@cuaso/systems/signing/get-certificate.ts';
import { setCertificateImage } from '@cuaso/systems/signing/set-certificate-image.ts';
import { holds } from '@cuaso/platform/access/access.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One certificate with the history of its device. */
export const load: PageServerLoad = async ({ locals, params, url }) => ({
  certificate: await locals.run(getCertificate, { certificateId: params.id }),
  manages: holds(locals.actor, 'signing.manage'),
  done: url.searchParams.get('xong'),
});

export const actions: Actions = {
  anh: formAction(setCertificateImage, {
    form: 'anh',
    prepare: ({ file }, { params }) => ({ certificateId: params['id'], file }),
    done: ({ certificateId }) => `/quan-tri/chung-thu-so/${certificateId}?xong=anh`,
  }),
};
