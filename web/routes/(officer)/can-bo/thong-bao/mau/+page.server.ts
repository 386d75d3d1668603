import { listTemplates } from '@cuaso/systems/notices/list-templates.ts';
import type { PageServerLoad } from './$types.js';

/** What people are told, with the words in force. */
export const load: PageServerLoad = ({ locals }) => locals.run(listTemplates, {});
