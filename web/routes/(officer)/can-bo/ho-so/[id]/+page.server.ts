import { allows } from '@cuaso/platform/access/access.ts';
import { getDossier } from '@cuaso/systems/onestop/get-dossier.ts';
import { listOfDossier } from '@cuaso/systems/payments/list-of-dossier.ts';
import { listOfDossier as listPost } from '@cuaso/systems/post/list-of-dossier.ts';
import { raiseOnNotice } from '@cuaso/systems/payments/raise-on-notice.ts';
import { getMyMeans } from '@cuaso/systems/signing/get-my-means.ts';
import { dossierActions } from '#lib/desk/dossier-actions.ts';
import { formAction } from '#lib/server/form-action.ts';
import { attempt } from '#lib/server/attempt.ts';
import type { PageServerLoad } from './$types.js';

/** One dossier with all that this officer may see of it and do with it now. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const dossier = await locals.run(getDossier, { dossierId: params.id });
  const signs = dossier.actions.includes('sign') || dossier.actions.includes('issue');
  const means = signs ? await locals.run(getMyMeans, {}) : undefined;
  const owed = await attempt(locals.run(listOfDossier, { dossierId: params.id }), ['denied']);
  const payments = owed.value ?? { rows: [], mayNotify: false };
  const items = await attempt(locals.run(listPost, { dossierId: params.id }), ['denied']);
  const post = { rows: items.value?.rows ?? [], mayOrder: allows(locals.actor, 'post.handle', dossier) };
  return { dossier, means, payments, post, done: url.searchParams.get('xong'), now: new Date() };
};

export const actions = {
  ...dossierActions,
  bao_thu: formAction(raiseOnNotice, {
    form: 'bao_thu',
    prepare: (_, event) => ({ dossierId: event.params['id'] ?? '' }),
    done: ({ orderId }) => `/can-bo/thu-phi/${orderId}`,
  }),
};
