import { getEventContent } from '@cuaso/systems/finding/get-event-content.ts';
import { saveEvent } from '@cuaso/systems/finding/save-event.ts';
import { listShelves } from '@cuaso/systems/procedures/list-shelves.ts';
import { eventInputOf } from '#lib/finding/event-input.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** A life event to change, in its newest version or in `?ban=`; saving makes the next version either way. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const wanted = Number(url.searchParams.get('ban') ?? '');
  const number = Number.isInteger(wanted) && wanted > 0 && wanted < 1_000_000 ? { number: wanted } : {};
  const event = await locals.run(getEventContent, { key: params.key, ...number });
  const { rows } = await locals.run(listShelves, {});
  return {
    event,
    shownNumber: number.number ?? event.number,
    fields: rows.map(({ code, name }) => ({ value: code, label: name })),
    saved: url.searchParams.has('xong'),
  };
};

export const actions: Actions = {
  default: formAction(saveEvent, {
    prepare: (typed, { params }) => ({ ...eventInputOf(typed), key: params['key'] }),
    done: ({ key }) => `/can-bo/su-kien/${key}?xong=1`,
  }),
};
