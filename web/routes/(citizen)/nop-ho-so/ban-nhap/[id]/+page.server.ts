import { getDraft } from '@cuaso/systems/services/get-draft.ts';
import { redirect } from '@sveltejs/kit';
import { draftPath } from '#lib/filing/draft-page.ts';
import type { PageServerLoad } from './$types.js';

/** Goes on where the person was. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { pages, lastPage } = await locals.run(getDraft, { draftId: params.id });
  const last = pages.findIndex((page) => page.key === lastPage);
  redirect(303, draftPath(params.id, pages[last + 1]?.key ?? 'nguoi-nop'));
};
