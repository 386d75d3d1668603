import { addDays, dayOf } from '@cuaso/kernel/clock.ts';
import { listPermissions } from '@cuaso/systems/access/list-permissions.ts';
import { createClient } from '@cuaso/systems/identity/create-client.ts';
import { listClients } from '@cuaso/systems/identity/list-clients.ts';
import { revokeClient } from '@cuaso/systems/identity/revoke-client.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The machines of partners, and the permissions that a machine may be given. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const clients = await locals.run(listClients, { limit: 200 });
  const { rows } = await locals.run(listPermissions, {});
  const scopes = rows.filter((row) => !/^(identity|access)\./.test(row.permission));
  const inOneYear = addDays(dayOf(new Date()), 365);
  return { clients, scopes, inOneYear, done: url.searchParams.has('xong') };
};

export const actions: Actions = {
  // The token is shown once and kept nowhere.
  tao: formAction(createClient, { form: 'tao', done: ({ token, validUntil }) => ({ token, validUntil }) }),
  'thu-hoi': formAction(revokeClient, { form: 'thu-hoi', done: () => '/quan-tri/he-thong?xong' }),
};
