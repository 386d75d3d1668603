import { getMyDossier } from '@cuaso/systems/services/get-my-dossier.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  dossier: await locals.run(getMyDossier, { dossierId: params.id }),
  done: url.searchParams.get('xong'),
});
