import { searchSite } from '@cuaso/systems/finding/search-site.ts';
import type { PageServerLoad } from './$types.js';

/** Procedures, life events, questions and agencies that have these words. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const q = url.searchParams.get('q')?.trim().slice(0, 200) ?? '';
  return { q, found: await locals.run(searchSite, { q }) };
};
