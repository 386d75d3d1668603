import { getDossier } from '@cuaso/systems/onestop/get-dossier.ts';
import type { PageServerLoad } from './$types.js';

/** The counter, third: the number, the promise and the receipt. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  dossier: await locals.run(getDossier, { dossierId: params.id }),
});
