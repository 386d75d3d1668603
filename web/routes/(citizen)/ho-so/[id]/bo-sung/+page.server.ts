import { getMyDossier } from '@cuaso/systems/services/get-my-dossier.ts';
import { supplementMyDossier } from '@cuaso/systems/services/supplement-my-dossier.ts';
import { redirect } from '@sveltejs/kit';
import { formAction } from '#lib/server/form-action.ts';
import { takeFiles } from '#lib/server/take-files.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What the agency asked for; a dossier that waits for nothing has no such page. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const dossier = await locals.run(getMyDossier, { dossierId: params.id });
  if (!dossier.actions.includes('supplement')) redirect(303, `/ho-so/${params.id}`);
  const request = dossier.events.findLast((event) => event.kind === 'supplement_requested');
  return {
    id: dossier.id,
    code: dossier.code,
    asked: dossier.asked,
    reason: request?.text ?? '',
    askedAt: request?.at,
  };
};

export const actions: Actions = {
  default: formAction(supplementMyDossier, {
    prepare: async ({ note }, event, form) => {
      const dossierId = event.params['id'] ?? '';
      const { asked } = await event.locals.run(getMyDossier, { dossierId });
      return {
        dossierId,
        note,
        papers: await takeFiles(
          form,
          event,
          asked.map((paper) => paper.key),
        ),
      };
    },
    done: ({ dossierId }) => `/ho-so/${dossierId}?xong=bo-sung`,
  }),
};
