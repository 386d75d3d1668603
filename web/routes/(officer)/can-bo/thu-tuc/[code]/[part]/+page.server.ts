import { listAgencies } from '@cuaso/systems/directory/list-agencies.ts';
import { getDraft } from '@cuaso/systems/procedures/get-draft.ts';
import { listFields } from '@cuaso/systems/procedures/list-fields.ts';
import { saveDraft } from '@cuaso/systems/procedures/save-draft.ts';
import { type ActionFailure, error, fail, isActionFailure, redirect } from '@sveltejs/kit';
import { editList, taskOf } from '#lib/draft/edit-list.ts';
import { isPart } from '#lib/draft/parts.ts';
import { withPart } from '#lib/draft/typed-part.ts';
import { formAction, type Refusal } from '#lib/server/form-action.ts';
import { inputOf } from '#lib/server/form-data.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One part of the draft to be edited; only the general part needs the lists of fields and departments. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { part } = params;
  if (!isPart(part)) error(404, 'Không tìm thấy trang này.');
  const saved = url.searchParams.get('da-luu') !== null;
  const open = url.searchParams.get('mo') ?? '';
  if (part !== 'chung') return { part, saved, open, fields: [], departments: [] };
  const { rows: fields } = await locals.run(listFields, {});
  const { rows: departments } = await locals.run(listAgencies, { level: 'province', limit: 200 });
  return { part, saved, open, fields, departments };
};

const save = formAction(saveDraft, {
  prepare: async (input, { locals, params }, form) => {
    const part = params['part'] ?? '';
    if (!isPart(part)) error(404, 'Không tìm thấy trang này.');
    const draft = await locals.run(getDraft, { code: params['code'] ?? '' });
    const typed = withPart(part, draft.content, inputOf(form));
    const task = taskOf(form.get('_viec'));
    const content = task ? { ...typed, definition: editList(typed.definition, task) } : typed;
    return { code: draft.code, seq: input['seq'], content };
  },
});

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.clone().formData();
    const result = await save(event);
    if (isActionFailure(result)) {
      const { status, data } = result as ActionFailure<Refusal>;
      return fail(status, { ...data, errors: shortPaths(data.errors) });
    }
    const task = taskOf(form.get('_viec'));
    const open = task && task.verb !== 'remove' ? `&mo=${task.path.join('.')}` : '';
    redirect(303, `/can-bo/thu-tuc/${event.params.code}/${event.params.part}?da-luu${open}`);
  },
};

/** Errors as the fields of the form are called: without the way through the draft, budgets in hours. */
function shortPaths(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([path, text]) => [
      path.replace(/^content\.(definition\.)?/, '').replace(/\.budgetMinutes$/, '.budgetHours'),
      text,
    ]),
  );
}
