import { listEvents } from '@cuaso/systems/finding/list-events.ts';
import type { PageServerLoad } from './$types.js';

/** All life events. */
export const load: PageServerLoad = async ({ locals }) => ({ events: (await locals.run(listEvents, {})).rows });
