import { listAgencies } from '@cuaso/systems/directory/list-agencies.ts';
import { listAccounts } from '@cuaso/systems/payments/list-accounts.ts';
import { setAccount } from '@cuaso/systems/payments/set-account.ts';
import { formAction } from '#lib/server/form-action.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { Actions, PageServerLoad } from './$types.js';

const perPage = 50;

/** Into which account each agency takes transfers, and the agencies to choose from. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 200);
  const search = (url.searchParams.get('tim') ?? '').slice(0, 200);
  const found = await locals.run(listAccounts, { search, limit: perPage, offset: (page - 1) * perPage });
  const agencies: { value: string; label: string }[] = [];
  for (let offset = 0; ; offset += 200) {
    const { rows } = await locals.run(listAgencies, { limit: 200, offset });
    agencies.push(...rows.map((row) => ({ value: row.id, label: row.name })));
    if (rows.length < 200) break;
  }
  return { page, perPage, search, found, agencies, done: url.searchParams.get('xong') };
};

export const actions: Actions = {
  default: formAction(setAccount, { done: () => '/can-bo/thu-phi/tai-khoan?xong=1' }),
};
