import { listShelves } from '@cuaso/systems/procedures/list-shelves.ts';
import type { PageServerLoad } from './$types.js';

/** Every field with how many procedures it has. */
export const load: PageServerLoad = async ({ locals }) => ({ fields: (await locals.run(listShelves, {})).rows });
