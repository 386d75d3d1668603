import { dayOf } from '@cuaso/kernel/clock.ts';
import { getProcedure } from '@cuaso/systems/procedures/get-procedure.ts';
import { getSatisfaction } from '@cuaso/systems/ratings/get-satisfaction.ts';
import { listPublishedWords } from '@cuaso/systems/ratings/list-published-words.ts';
import { listVersions } from '@cuaso/systems/procedures/list-versions.ts';
import { parseTypedDate } from '#lib/typed-date.ts';
import type { PageServerLoad } from './$types.js';

/** A procedure as it is in force, or as it was on the day `?ngay=`. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const on = parseTypedDate(url.searchParams.get('ngay') ?? '');
  const [procedure, versions, satisfaction, said] = await Promise.all([
    locals.run(getProcedure, { code: params.code, ...(on && { on }) }),
    locals.run(listVersions, { code: params.code }),
    locals.run(getSatisfaction, { by: 'procedure', key: params.code.slice(0, 60) }),
    locals.run(listPublishedWords, { procedureCode: params.code.slice(0, 40), limit: 5 }),
  ]);
  return { procedure, versions: versions.rows, satisfaction, said: said.rows, on, today: dayOf(new Date()) };
};
