import { listOfMyDossier } from '@cuaso/systems/payments/list-of-my-dossier.ts';
import { listOfMyDossier as listPost } from '@cuaso/systems/post/list-of-my-dossier.ts';
import { getMyDossier } from '@cuaso/systems/services/get-my-dossier.ts';
import { completionOf } from '@cuaso/systems/services/lookup-dossier.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const dossier = await locals.run(getMyDossier, { dossierId: params.id });
  return {
    dossier,
    completion: completionOf(dossier.state),
    payments: (await locals.run(listOfMyDossier, { dossierId: params.id })).rows,
    items: (await locals.run(listPost, { dossierId: params.id })).rows,
    done: url.searchParams.get('xong'),
  };
};
