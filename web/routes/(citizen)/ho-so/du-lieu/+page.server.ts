import { getOverview } from '@cuaso/systems/mydata/get-overview.ts';
import type { PageServerLoad } from './$types.js';

/** What the province holds about the person who is signed in. */
export const load: PageServerLoad = async ({ locals, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
  return { held: await locals.run(getOverview, {}) };
};
