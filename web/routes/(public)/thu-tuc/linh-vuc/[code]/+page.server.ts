import { listShelf } from '@cuaso/systems/procedures/list-shelf.ts';
import type { PageServerLoad } from './$types.js';

/** All procedures of a field. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  shelf: await locals.run(listShelf, { fieldCode: params.code }),
});
