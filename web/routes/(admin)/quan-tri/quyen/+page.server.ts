import { listPermissions } from '@cuaso/systems/access/list-permissions.ts';
import type { PageServerLoad } from './$types.js';

/** Every permission with the duties that usually hold it. */
export const load: PageServerLoad = async ({ locals }) => locals.run(listPermissions, {});
