import { listInbox } from '@cuaso/systems/onestop/list-inbox.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 100;

/** What waits for this leader's signature, what is due first at the top. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 100);
  const search = url.searchParams.get('tim')?.slice(0, 200) ?? '';
  const offset = (page - 1) * perPage;
  const found = await locals.run(listInbox, { tab: 'to_sign', search, limit: perPage, offset });
  return { found, page, perPage, search, signed: Number(url.searchParams.get('da-ky') ?? 0), now: new Date() };
};
