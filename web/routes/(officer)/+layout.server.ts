import { error } from '@sveltejs/kit';
import { officerNavigation } from '#lib/server/navigation.ts';
import type { LayoutServerLoad } from './$types.js';

/** The frame is for officials; what each of them may do in it is decided by the operations. */
export const load: LayoutServerLoad = ({ locals }) => {
  if (locals.actor.kind === 'person') error(403, 'Trang này dành cho cán bộ, công chức.');
  return { ownMenu: officerNavigation(locals.actor) };
};
