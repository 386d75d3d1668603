import { listOfMyDossier } from '@cuaso/systems/post/list-of-my-dossier.ts';
import { getMyDossier } from '@cuaso/systems/services/get-my-dossier.ts';
import type { PageServerLoad } from './$types.js';

/** What the post does for an own dossier, and what may be ordered now. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { id, code, state } = await locals.run(getMyDossier, { dossierId: params.id });
  const { rows } = await locals.run(listOfMyDossier, { dossierId: params.id });
  const under = new Set(
    rows.filter((row) => ['requested', 'handed_over', 'in_transit'].includes(row.state)).map((row) => row.kind),
  );
  const offers = {
    delivery: state !== 'closed' && !under.has('delivery'),
    pickUp: state !== 'closed' && state !== 'result_ready' && !under.has('pick_up'),
  };
  return { id, code, rows, offers, done: url.searchParams.get('xong') };
};
