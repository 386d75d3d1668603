import { getSession } from '@cuaso/systems/signing/get-session.ts';
import type { PageServerLoad } from './$types.js';

/** An own signing session as it stands now. */
export const load: PageServerLoad = async ({ locals, params, url }) => ({
  session: await locals.run(getSession, { sessionId: params.id }),
  reloads: url.searchParams.get('cap-nhat') !== 'khong',
});
