import { getDossier } from '@cuaso/systems/onestop/get-dossier.ts';
import { getMyMeans } from '@cuaso/systems/signing/get-my-means.ts';
import { dossierActions } from '#lib/desk/dossier-actions.ts';
import type { PageServerLoad } from './$types.js';

/** One dossier with all that this officer may see of it and do with it now. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const dossier = await locals.run(getDossier, { dossierId: params.id });
  const signs = dossier.actions.includes('sign') || dossier.actions.includes('issue');
  const means = signs ? await locals.run(getMyMeans, {}) : undefined;
  return { dossier, means, done: url.searchParams.get('xong'), now: new Date() };
};

export const actions = dossierActions;
