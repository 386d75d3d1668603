import { listInbox } from '@cuaso/systems/onestop/list-inbox.ts';
import { getMyMeans } from '@cuaso/systems/signing/get-my-means.ts';
import { findOpenSession } from '#lib/server/open-signing.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 100;

/** What waits for this leader's signature, what is due first at the top. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 100);
  const search = url.searchParams.get('tim')?.slice(0, 200) ?? '';
  const offset = (page - 1) * perPage;
  const found = await locals.run(listInbox, { tab: 'to_sign', search, limit: perPage, offset });
  const means = await locals.run(getMyMeans, {});
  const open = await findOpenSession(locals);
  const signed = Number(url.searchParams.get('da-ky') ?? 0);
  return { found, page, perPage, search, means, open, signed, now: new Date() };
};
