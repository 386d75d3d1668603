import { listDrafts } from '@cuaso/systems/procedures/list-drafts.ts';
import { listFields } from '@cuaso/systems/procedures/list-fields.ts';
import { saveDraft } from '@cuaso/systems/procedures/save-draft.ts';
import { searchProcedures } from '@cuaso/systems/procedures/search-procedures.ts';
import { newDraftOf } from '#lib/draft/new-draft.ts';
import { formAction } from '#lib/server/form-action.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { Actions, PageServerLoad } from './$types.js';

const perPage = 30;

/** What is being prepared, and the procedures in force to prepare a new version of. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const q = url.searchParams.get('tim')?.slice(0, 200) ?? '';
  const page = Math.min(pageOf(url), 300);
  const drafts = await locals.run(listDrafts, {});
  const found = await locals.run(searchProcedures, { q, limit: perPage, offset: (page - 1) * perPage });
  const fields = await locals.run(listFields, {});
  return { q, page, perPage, drafts, found, fields: fields.rows };
};

export const actions: Actions = {
  moi: formAction(saveDraft, {
    form: 'moi',
    prepare: ({ code, name, fieldCode }) => ({
      code,
      seq: 0,
      content: newDraftOf(String(name ?? ''), String(fieldCode ?? '')),
    }),
    done: ({ code }) => `/can-bo/thu-tuc/${code}`,
  }),
};
