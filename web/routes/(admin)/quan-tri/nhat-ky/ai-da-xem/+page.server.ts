import { isFailure } from '@cuaso/kernel/errors.ts';
import { viewsOf } from '@cuaso/systems/audit/views-of.ts';
import { findDossier } from '@cuaso/systems/onestop/find-dossier.ts';
import type { PageServerLoad } from './$types.js';

/** Who looked at a dossier, by its code. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const typed = url.searchParams.get('ma')?.trim().slice(0, 60) ?? '';
  if (typed === '') return { typed, missing: false, views: undefined };
  try {
    const { id } = await locals.run(findDossier, { code: typed });
    return { typed, missing: false, views: await locals.run(viewsOf, { key: id, limit: 200 }) };
  } catch (thrown) {
    if (!isFailure(thrown) || !['invalid', 'not_found'].includes(thrown.kind)) throw thrown;
    return { typed, missing: true, views: undefined };
  }
};
