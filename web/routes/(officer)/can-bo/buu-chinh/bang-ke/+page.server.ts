import { listHandOvers } from '@cuaso/systems/post/list-hand-overs.ts';
import { pageOf } from '#lib/ui/links.ts';
import { parseTypedDate } from '#lib/typed-date.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 50;

/** The lists of what was given to the post. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 2000);
  const on = parseTypedDate(url.searchParams.get('ngay') ?? '');
  const found = await locals.run(listHandOvers, { ...(on && { on }), limit: perPage, offset: (page - 1) * perPage });
  return { page, perPage, on, found };
};
