import { getDraft } from '@cuaso/systems/procedures/get-draft.ts';
import type { LayoutServerLoad } from './$types.js';

/** The draft that all pages of the editor work on. */
export const load: LayoutServerLoad = async ({ locals, params }) => ({
  draft: await locals.run(getDraft, { code: params.code }),
});
