import { listOfficials } from '@cuaso/systems/directory/list-officials.ts';
import { openOfficialAccount } from '@cuaso/systems/identity/open-official-account.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Officials to open an account for. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const search = url.searchParams.get('tim')?.trim().slice(0, 200) ?? '';
  const found = search ? await locals.run(listOfficials, { search, limit: 30 }) : undefined;
  return { search, found };
};

export const actions: Actions = {
  // The code is shown once and kept nowhere.
  default: formAction(openOfficialAccount, { done: ({ code, expiresAt, login }) => ({ code, expiresAt, login }) }),
};
