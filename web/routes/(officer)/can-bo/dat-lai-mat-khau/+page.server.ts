import { issueReset } from '@cuaso/systems/identity/issue-reset.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions } from './$types.js';

export const actions: Actions = {
  // The code is shown once and kept nowhere.
  default: formAction(issueReset, { done: ({ code, expiresAt, name }) => ({ code, expiresAt, name }) }),
};
