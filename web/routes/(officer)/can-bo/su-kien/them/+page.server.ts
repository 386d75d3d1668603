import { saveEvent } from '@cuaso/systems/finding/save-event.ts';
import { listShelves } from '@cuaso/systems/procedures/list-shelves.ts';
import { eventInputOf } from '#lib/finding/event-input.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The fields that a group may take procedures from. */
export const load: PageServerLoad = async ({ locals }) => {
  const { rows } = await locals.run(listShelves, {});
  return { fields: rows.map(({ code, name }) => ({ value: code, label: name })) };
};

export const actions: Actions = {
  default: formAction(saveEvent, { prepare: eventInputOf, done: ({ key }) => `/can-bo/su-kien/${key}?xong=1` }),
};
