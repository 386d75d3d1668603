import { listRatings } from '@cuaso/systems/ratings/list-ratings.ts';
import { attempt } from '#lib/server/attempt.ts';
import { ratingsOf } from '#lib/server/rating-table.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 25;

/** The ratings behind a figure, with the dossiers. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { by, input } = ratingsOf(url);
  const page = pageOf(url);
  const offset = Math.min((page - 1) * perPage, 1_000_000);
  const { value, refusal } = await attempt(locals.run(listRatings, { ...input, limit: perPage, offset }));
  return { by, input, page, pageCount: Math.ceil((value?.total ?? 0) / perPage), found: value, refusal };
};
