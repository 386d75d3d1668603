import { addAuthority } from '@cuaso/systems/signing/add-authority.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions } from './$types.js';

export const actions: Actions = {
  default: formAction(addAuthority, { done: () => '/quan-tri/noi-tin-cay?xong=them' }),
};
