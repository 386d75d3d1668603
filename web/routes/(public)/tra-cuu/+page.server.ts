import { dossierCode } from '@cuaso/kernel/ids.ts';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types.js';

/** The form sends the code here; a code that can be one leads to its own address, which can be kept and printed. */
export const load: PageServerLoad = ({ url }) => {
  const typed = url.searchParams.get('ma')?.trim() ?? '';
  if (typed === '') return { typed, problem: undefined };
  const parsed = dossierCode.safeParse(typed);
  if (parsed.success) redirect(303, `/tra-cuu/${encodeURIComponent(parsed.data)}`);
  return { typed: typed.slice(0, 60), problem: parsed.error.issues[0]?.message };
};
