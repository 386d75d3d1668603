import { dayOf } from '@cuaso/kernel/clock.ts';
import { getReusedFigures } from '@cuaso/systems/services/get-reused-figures.ts';
import type { PageServerLoad } from './$types.js';

const first = 2020;

/** How many papers were not asked for again in a year, by month and procedure. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const now = Number(dayOf(new Date()).slice(0, 4));
  const years = Array.from({ length: Math.max(1, now - first + 1) }, (_, i) => now - i);
  const wanted = Number(url.searchParams.get('nam'));
  const year = years.find((one) => one === wanted) ?? now;
  return { year, years, figures: await locals.run(getReusedFigures, { year }) };
};
