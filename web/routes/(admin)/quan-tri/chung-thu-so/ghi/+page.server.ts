import { registerCertificate } from '@cuaso/systems/signing/register-certificate.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions } from './$types.js';

export const actions: Actions = {
  default: formAction(registerCertificate, {
    done: ({ certificateId }) => `/quan-tri/chung-thu-so/${certificateId}?xong=ghi`,
  }),
};
