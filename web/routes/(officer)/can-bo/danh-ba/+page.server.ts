import { officialsPage } from '#lib/server/directory-pages.ts';
import type { PageServerLoad } from './$types.js';

/** The officials of the province, by given name. */
export const load: PageServerLoad = (event) => officialsPage(event);
