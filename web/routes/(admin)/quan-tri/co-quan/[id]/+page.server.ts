import { agencyPage } from '#lib/server/directory-pages.ts';
import type { PageServerLoad } from './$types.js';

/** One agency. */
export const load: PageServerLoad = (event) => agencyPage(event, event.params.id);
