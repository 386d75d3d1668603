import { dayOf } from '@cuaso/kernel/clock.ts';
import { getProcedure } from '@cuaso/systems/procedures/get-procedure.ts';
import { listVersions } from '@cuaso/systems/procedures/list-versions.ts';
import { parseTypedDate } from '#lib/typed-date.ts';
import type { PageServerLoad } from './$types.js';

/** A procedure as it is in force, or as it was on the day `?ngay=`. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const on = parseTypedDate(url.searchParams.get('ngay') ?? '');
  const [procedure, versions] = await Promise.all([
    locals.run(getProcedure, { code: params.code, ...(on && { on }) }),
    locals.run(listVersions, { code: params.code }),
  ]);
  return { procedure, versions: versions.rows, on, today: dayOf(new Date()) };
};
