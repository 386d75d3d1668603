import { listAllEvents } from '@cuaso/systems/finding/list-all-events.ts';
import type { PageServerLoad } from './$types.js';

/** Every life event, shown or not. */
export const load: PageServerLoad = async ({ locals }) => ({ events: (await locals.run(listAllEvents, {})).rows });
