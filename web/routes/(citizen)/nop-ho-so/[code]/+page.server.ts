import { listAgencies } from '@cuaso/systems/directory/list-agencies.ts';
import { getProcedure } from '@cuaso/systems/procedures/get-procedure.ts';
import { listMyDrafts } from '@cuaso/systems/services/list-my-drafts.ts';
import { startDraft } from '@cuaso/systems/services/start-draft.ts';
import { redirect } from '@sveltejs/kit';
import { attempt } from '#lib/server/attempt.ts';
import { formAction } from '#lib/server/form-action.ts';
import { isOnline } from '#lib/procedures/procedure.ts';
import { situationOf } from '#lib/procedures/situation.ts';
import { draftPath } from '#lib/filing/draft-page.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The first step of filing: the agency. Drafts of the same procedure can be gone on with instead. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const procedure = await locals.run(getProcedure, { code: params.code });
  if (!isOnline(procedure)) redirect(303, `/thu-tuc/${encodeURIComponent(procedure.code)}`);
  // An officer may look at the way in; drafts are of citizens and businesses alone.
  const found = await attempt(locals.run(listMyDrafts, { procedureCode: procedure.code }), ['denied']);
  return { procedure, drafts: found.value?.rows ?? [], choice: await choiceOf(locals, procedure.levels, url) };
};

/** The agencies among which the person chooses: districts, and the communes of the chosen district. */
async function choiceOf({ run }: App.Locals, levels: readonly string[], url: URL) {
  const districtId = url.searchParams.get('huyen');
  const below = levels.some((level) => level !== 'province');
  const districts = below ? (await run(listAgencies, { level: 'district', limit: 200 })).rows : [];
  const district = districts.find((one) => one.id === districtId);
  const communes = district
    ? (await run(listAgencies, { level: 'commune', parentId: district.id, limit: 200 })).rows
    : [];
  return { districts, district, communes };
}

/** Begins a draft at the agency of one of the forms of the page. */
const begin = (form: string) =>
  formAction(startDraft, {
    form,
    prepare: ({ agencyId }, { params }, sent) => ({
      agencyId: agencyId ?? '',
      procedureCode: params['code'] ?? '',
      situation: situationOf(new URLSearchParams(String(sent.get('situation') ?? ''))),
    }),
    done: ({ draftId }) => draftPath(draftId),
  });

export const actions: Actions = { tinh: begin('tinh'), huyen: begin('huyen'), xa: begin('xa') };
