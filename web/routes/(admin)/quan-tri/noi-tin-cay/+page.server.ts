import { holds } from '@cuaso/platform/access/access.ts';
import { listAuthorities } from '@cuaso/systems/signing/list-authorities.ts';
import type { PageServerLoad } from './$types.js';

/** Whom the province trusts to issue certificates, and how fresh their revocation lists are. */
export const load: PageServerLoad = async ({ locals, url }) => ({
  authorities: (await locals.run(listAuthorities, {})).rows,
  manages: holds(locals.actor, 'signing.manage'),
  done: url.searchParams.get('xong'),
  now: new Date(),
});
