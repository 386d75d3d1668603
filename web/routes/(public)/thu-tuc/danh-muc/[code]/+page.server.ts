import { getListed } from '@cuaso/systems/procedures/get-listed.ts';
import type { PageServerLoad } from './$types.js';

/** A procedure that the catalogue names and that cannot be filed here. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  procedure: await locals.run(getListed, { code: params.code }),
});
