import { isFailure } from '@cuaso/kernel/errors.ts';
import { getProcedure } from '@cuaso/systems/procedures/get-procedure.ts';
import { searchProcedures } from '@cuaso/systems/procedures/search-procedures.ts';
import { redirect } from '@sveltejs/kit';
import { receivingAgencies } from '#lib/desk/receiving-agencies.ts';
import type { PageServerLoad } from './$types.js';

/** The counter, first: which procedure. A code opens its form at once; words give a list. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const typed = url.searchParams.get('tim')?.trim().slice(0, 200) ?? '';
  const person = url.searchParams.get('nguoi')?.trim().slice(0, 150) ?? '';
  const [agency] = await receivingAgencies(locals.run, locals.actor);
  if (typed === '') return { typed, person, found: undefined };
  const suffix = person ? `?nguoi=${encodeURIComponent(person)}` : '';
  const code = typed.toUpperCase();
  if (/^[0-9A-Z][0-9A-Z._-]{2,39}$/.test(code) && /\d/.test(code)) {
    try {
      const procedure = await locals.run(getProcedure, { code });
      if (procedure.inForce) redirect(303, `/can-bo/tiep-nhan/${procedure.code}${suffix}`);
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind !== 'not_found') throw thrown;
    }
  }
  const within = agency ? { agencyId: agency.value } : {};
  return {
    typed,
    person,
    found: await locals.run(searchProcedures, { q: typed, ...within, fileable: true, limit: 20 }),
  };
};
