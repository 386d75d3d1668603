import { dayOf } from '@cuaso/kernel/clock.ts';
import { holds } from '@cuaso/platform/access/access.ts';
import { getFigures } from '@cuaso/systems/ratings/get-figures.ts';
import { attempt } from '#lib/server/attempt.ts';
import { periodsOf } from '#lib/statistics/periods.ts';
import { ratingSliceOf } from '#lib/ratings/slice-of-address.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 50;

/** The figures of the ratings in the officer's reach, each opening down to the dossiers. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const periods = periodsOf(dayOf(new Date()));
  const slice = ratingSliceOf(url, periods.year);
  const { value, refusal } = await attempt(locals.run(getFigures, slice));
  const moderates = holds(locals.actor, 'ratings.moderate');
  return { slice, periods, page: pageOf(url), perPage, figures: value, refusal, moderates };
};
