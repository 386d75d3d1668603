import { dayOf } from '@cuaso/kernel/clock.ts';
import { listFields } from '@cuaso/systems/procedures/list-fields.ts';
import { getFigures } from '@cuaso/systems/statistics/get-figures.ts';
import { attempt } from '#lib/server/attempt.ts';
import { periodsOf } from '#lib/statistics/periods.ts';
import { sliceOf } from '#lib/statistics/slice-of-address.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 50;

/** The figures of a period for officers: each opens down to its dossiers, as far as the officer's reach goes. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const periods = periodsOf(dayOf(new Date()));
  const slice = sliceOf(url, periods.month);
  const [figures, fields] = await Promise.all([attempt(locals.run(getFigures, slice)), locals.run(listFields, {})]);
  const named =
    slice.agencyId && slice.by !== 'agency' ? await locals.run(getFigures, { ...slice, by: 'agency' }) : undefined;
  return {
    slice,
    periods,
    page: pageOf(url),
    perPage,
    figures: figures.value,
    refusal: figures.refusal,
    fields: fields.rows,
    opensDossiers: locals.actor.kind === 'official' && locals.actor.grants.has('statistics.view'),
    agencyName: (named ?? figures.value)?.rows.find((row) => row.key === slice.agencyId)?.name,
  };
};
