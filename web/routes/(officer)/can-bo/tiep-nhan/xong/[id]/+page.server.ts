import { getDossier } from '@cuaso/systems/onestop/get-dossier.ts';
import { listOfDossier } from '@cuaso/systems/payments/list-of-dossier.ts';
import { attempt } from '#lib/server/attempt.ts';
import type { PageServerLoad } from './$types.js';

/** The counter, third: the number, the promise and the receipt. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  dossier: await locals.run(getDossier, { dossierId: params.id }),
  payments: (await attempt(locals.run(listOfDossier, { dossierId: params.id }), ['denied'])).value?.rows ?? [],
});
