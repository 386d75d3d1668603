import { dayOf } from '@cuaso/kernel/clock.ts';
import { getSatisfaction } from '@cuaso/systems/ratings/get-satisfaction.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 25;
const sorts = ['most', 'name', 'best', 'worst'] as const;

/** How satisfied people are, by agency or by procedure, of one year. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const thisYear = Number(dayOf(new Date()).slice(0, 4));
  const asked = Number(url.searchParams.get('nam'));
  const years = [thisYear, thisYear - 1, thisYear - 2];
  const slice = {
    year: years.find((year) => year === asked) ?? thisYear,
    by: url.searchParams.get('theo') === 'procedure' ? ('procedure' as const) : ('agency' as const),
    search: (url.searchParams.get('tim') ?? '').slice(0, 200),
    sort: sorts.find((sort) => sort === url.searchParams.get('xep')) ?? ('most' as const),
  };
  const page = pageOf(url);
  const offset = Math.min((page - 1) * perPage, 10_000);
  const found = await locals.run(getSatisfaction, { ...slice, limit: perPage, offset });
  return { slice, years, page, pageCount: Math.ceil(found.totalRows / perPage), found };
};
