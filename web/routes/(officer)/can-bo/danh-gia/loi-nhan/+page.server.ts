import { decideWords } from '@cuaso/systems/ratings/decide-words.ts';
import { listWords } from '@cuaso/systems/ratings/list-words.ts';
import { formAction } from '#lib/server/form-action.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { Actions, PageServerLoad } from './$types.js';

const perPage = 10;
const states = ['waiting', 'published', 'withheld'] as const;

/** What people wrote with their ratings, to be read before it is published. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const state = states.find((one) => one === url.searchParams.get('xem')) ?? 'waiting';
  const page = pageOf(url);
  const offset = Math.min((page - 1) * perPage, 100_000);
  const found = await locals.run(listWords, { state, limit: perPage, offset });
  return { state, found, page, pageCount: Math.ceil(found.total / perPage), done: url.searchParams.get('xong') };
};

export const actions: Actions = {
  default: async (event) => {
    // Each piece has a form of its own, named after its dossier, so that what was typed comes back in its place.
    const form = (await event.request.clone().formData()).get('dossierId');
    const name = typeof form === 'string' ? form.slice(0, 40) : '';
    return formAction(decideWords, {
      form: name,
      done: ({ state }) => `/can-bo/danh-gia/loi-nhan?xong=${state}`,
    })(event);
  },
};
