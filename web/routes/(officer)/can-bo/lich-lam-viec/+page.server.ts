import { dayOf } from '@cuaso/kernel/clock.ts';
import { holds } from '@cuaso/platform/access/access.ts';
import { getCalendar } from '@cuaso/systems/onestop/get-calendar.ts';
import type { PageServerLoad } from './$types.js';

/** The working calendar of a year. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const version = url.searchParams.get('phien-ban')?.slice(0, 40);
  const calendar = await locals.run(getCalendar, version ? { version } : {});
  const { coveredFrom, coveredTo } = calendar.content;
  const [from, to] = [Number(coveredFrom.slice(0, 4)), Number(coveredTo.slice(0, 4))];
  const wanted = Number(url.searchParams.get('nam') ?? dayOf(new Date()).slice(0, 4));
  const year = Math.min(Math.max(Number.isInteger(wanted) ? wanted : to, from), to);
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return {
    calendar,
    year,
    years,
    mayChange: holds(locals.actor, 'onestop.calendar'),
    done: url.searchParams.get('xong'),
  };
};
