import { agenciesPage } from '#lib/server/directory-pages.ts';
import type { PageServerLoad } from './$types.js';

/** The agencies of the province. */
export const load: PageServerLoad = (event) => agenciesPage(event);
