import { listMySessions } from '@cuaso/systems/signing/list-my-sessions.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 20;

/** The own signing sessions, the newest first. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 1000);
  return { page, perPage, found: await locals.run(listMySessions, { limit: perPage, offset: (page - 1) * perPage }) };
};
