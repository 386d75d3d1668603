import { getTariff } from '@cuaso/systems/post/get-tariff.ts';
import { itemKinds } from '@cuaso/systems/post/item-state.ts';
import { requestMyPost } from '@cuaso/systems/post/request-my-post.ts';
import { getMe } from '@cuaso/systems/identity/get-me.ts';
import { getMyDossier } from '@cuaso/systems/services/get-my-dossier.ts';
import { tariffInWords } from '#lib/post/tariff-words.ts';
import { divisionOptions } from '#lib/server/division-options.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { id, code, applicant, submitter } = await locals.run(getMyDossier, { dossierId: params.id });
  const kind = itemKinds.find((one) => one === url.searchParams.get('viec')) ?? 'delivery';
  const { rows } = await locals.run(getTariff, {});
  const me = await locals.run(getMe, {});
  const recipientName = submitter?.name ?? ('name' in me ? String(me.name) : applicant.name);
  const address = { recipientName, phone: applicant.phone, divisionCode: '', line: '' };
  return { id, code, kind, address, price: tariffInWords(rows, kind), divisions: await divisionOptions(locals) };
};

export const actions: Actions = {
  default: formAction(requestMyPost, {
    prepare: (input, event) => ({ ...input, dossierId: event.params['id'] ?? '' }),
    done: ({ dossierId }) => `/ho-so/${dossierId}/buu-chinh?xong=dat`,
  }),
};
