import { isFailure } from '@cuaso/kernel/errors.ts';
import { findDossier } from '@cuaso/systems/onestop/find-dossier.ts';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types.js';

/** The search of the bar: a code leads to its dossier, anything else to the list of open dossiers. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const typed = url.searchParams.get('ma')?.trim().slice(0, 200) ?? '';
  if (typed === '') return { typed, missing: false };
  let found: { id: string } | undefined;
  try {
    found = await locals.run(findDossier, { code: typed });
  } catch (thrown) {
    if (!isFailure(thrown) || !['invalid', 'not_found'].includes(thrown.kind)) throw thrown;
    if (thrown.kind === 'not_found') return { typed, missing: true };
  }
  redirect(303, found ? `/can-bo/ho-so/${found.id}` : `/can-bo?muc=open&tim=${encodeURIComponent(typed)}`);
};
