import { divisionOptions, needsDivisions } from '#lib/server/division-options.ts';
import type { PageServerLoad } from './$types.js';

/** The draft as a citizen would meet it. */
export const load: PageServerLoad = async ({ locals, parent }) => {
  const { draft } = await parent();
  return { divisions: needsDivisions(draft.content.definition) ? await divisionOptions(locals) : [] };
};
