import { getCertificate } from '@cuaso/systems/signing/get-certificate.ts';
import { recordCustody } from '@cuaso/systems/signing/record-custody.ts';
import { error } from '@sveltejs/kit';
import { formAction } from '#lib/server/form-action.ts';
import { custodyActOf, custodyActs } from '#lib/signing/custody-acts.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The question before something is recorded of a device. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const certificate = await locals.run(getCertificate, { certificateId: params.id });
  const act = custodyActOf(params.act, certificate.standing);
  if (act === undefined) error(404, 'Việc này không làm được với chứng thư ở tình trạng hiện nay.');
  const { id, holderName, positionTitle, agencyName, serial } = certificate;
  return { act, certificate: { id, holderName, positionTitle, agencyName, serial } };
};

export const actions: Actions = {
  default: formAction(recordCustody, {
    prepare: (typed, { params }) => ({
      ...typed,
      certificateId: params['id'],
      act: custodyActs.find((one) => one.word === params['act'])?.act,
    }),
    done: ({ certificateId }, { params }) => `/quan-tri/chung-thu-so/${certificateId}?xong=${params['act']}`,
  }),
};
