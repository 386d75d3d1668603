import { dayOf } from '@cuaso/kernel/clock.ts';
import { listFields } from '@cuaso/systems/procedures/list-fields.ts';
import { getProcedure } from '@cuaso/systems/procedures/get-procedure.ts';
import { getFigures } from '@cuaso/systems/statistics/get-figures.ts';
import { attempt } from '#lib/server/attempt.ts';
import { periodsOf } from '#lib/statistics/periods.ts';
import { sliceOf } from '#lib/statistics/slice-of-address.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 25;

/** The figures of a period, narrowed and broken down as the address says. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const periods = periodsOf(dayOf(new Date()));
  const slice = sliceOf(url, periods.month);
  const { agencyId, procedureCode } = slice;
  const [figures, fields, agency, procedure] = await Promise.all([
    attempt(locals.run(getFigures, slice)),
    locals.run(listFields, {}),
    agencyId && slice.by !== 'agency' ? attempt(locals.run(getFigures, { ...slice, by: 'agency' })) : undefined,
    procedureCode ? attempt(locals.run(getProcedure, { code: procedureCode }), ['invalid', 'not_found']) : undefined,
  ]);
  const { actor } = locals;
  return {
    slice,
    periods,
    page: Math.min(pageOf(url), Math.max(1, Math.ceil((figures.value?.rows.length ?? 0) / perPage))),
    perPage,
    figures: figures.value,
    refusal: figures.refusal,
    fields: fields.rows,
    names: {
      agencyId: (agency?.value ?? figures.value)?.rows.find((row) => row.key === agencyId)?.name,
      procedureCode: procedure?.value?.name,
    },
    // Officers open a figure down to its dossiers, everybody else to the finer table.
    opensDossiers: actor.kind === 'official' && actor.grants.has('statistics.view'),
  };
};
