import { getChecklist } from '@cuaso/systems/procedures/get-checklist.ts';
import { situationOf } from '#lib/procedures/situation.ts';
import type { PageServerLoad } from './$types.js';

/** The papers, fees and time for the situation that the address says. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const situation = situationOf(url.searchParams);
  const list = await locals.run(getChecklist, { code: params.code, situation });
  return { list, situation, answered: Object.keys(situation).length > 0 };
};
