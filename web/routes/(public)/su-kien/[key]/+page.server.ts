import { getEvent } from '@cuaso/systems/finding/get-event.ts';
import { error } from '@sveltejs/kit';
import { attempt } from '#lib/server/attempt.ts';
import type { PageServerLoad } from './$types.js';

/** A life event with its procedures; an address that can be none is not found. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const found = await attempt(locals.run(getEvent, { key: params.key }));
  return { event: found.value ?? error(404, 'Không tìm thấy trang này.') };
};
