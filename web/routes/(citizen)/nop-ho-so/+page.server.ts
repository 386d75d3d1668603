import { searchProcedures } from '@cuaso/systems/procedures/search-procedures.ts';
import { attempt } from '#lib/server/attempt.ts';
import type { PageServerLoad } from './$types.js';

const most = 30;

/** The procedures that can be filed on line, found by words. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
  if (q === '') return { q, rows: undefined, corrected: null };
  const found = await attempt(locals.run(searchProcedures, { q, fileable: true, limit: 100 }));
  const rows = (found.value?.rows ?? []).filter((row) => row.filesOnline).slice(0, most);
  return { q, rows, corrected: found.value?.corrected ?? null };
};
