import { listExecutors } from '@cuaso/systems/procedures/list-executors.ts';
import type { PageServerLoad } from './$types.js';

/** The agencies that handle dossiers, with how many procedures each has. */
export const load: PageServerLoad = async ({ locals }) => ({ agencies: (await locals.run(listExecutors, {})).rows });
