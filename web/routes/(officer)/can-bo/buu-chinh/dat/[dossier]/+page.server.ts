import { getDossier } from '@cuaso/systems/onestop/get-dossier.ts';
import { requestForApplicant } from '@cuaso/systems/post/request-for-applicant.ts';
import { divisionOptions } from '#lib/server/division-options.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The desk orders the post for an applicant. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { id, code, state, applicant, submitter } = await locals.run(getDossier, { dossierId: params.dossier });
  const { name, phone } = submitter ?? applicant;
  const address = { recipientName: name, phone, divisionCode: '', line: '' };
  return { id, code, state, address, written: applicant.address, divisions: await divisionOptions(locals) };
};

export const actions: Actions = {
  default: formAction(requestForApplicant, {
    prepare: (input, event) => ({ ...input, dossierId: event.params['dossier'] ?? '' }),
    done: ({ itemId }) => `/can-bo/buu-chinh/${itemId}`,
  }),
};
