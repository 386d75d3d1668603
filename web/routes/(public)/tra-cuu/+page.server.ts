import { dossierCode } from '@cuaso/kernel/ids.ts';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types.js';

/** The form sends the code here; a code that can be one leads to its own address, which can be kept and printed. */
export const load: PageServerLoad = ({ url, setHeaders }) => {
  // Only here may a page ask for the camera, to read the code on a receipt.
  setHeaders({ 'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()' });
  const typed = url.searchParams.get('ma')?.trim() ?? '';
  const pasted = /\/tra-cuu\/([^/?#\s]{1,60})\?k=([\w-]{1,64})/.exec(typed);
  if (pasted) redirect(303, `/tra-cuu/${pasted[1]}?k=${pasted[2]}`);
  if (typed === '') return { typed, problem: undefined };
  const parsed = dossierCode.safeParse(typed);
  if (parsed.success) redirect(303, `/tra-cuu/${encodeURIComponent(parsed.data)}`);
  return { typed: typed.slice(0, 60), problem: parsed.error.issues[0]?.message };
};
