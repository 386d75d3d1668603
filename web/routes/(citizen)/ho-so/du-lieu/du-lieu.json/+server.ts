import { dayOf } from '@cuaso/kernel/clock.ts';
import { exportAll } from '@cuaso/systems/mydata/export-all.ts';
import type { RequestHandler } from './$types.js';

/** All that the province holds about the person who is signed in, as a file. */
export const GET: RequestHandler = async ({ locals }) => {
  const all = await locals.run(exportAll, {});
  return new Response(JSON.stringify(all, undefined, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="du-lieu-cua-toi-${dayOf(new Date(all.madeAt))}.json"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
};
