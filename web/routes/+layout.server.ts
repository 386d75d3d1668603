import { publicNavigation } from '#lib/server/navigation.ts';
import { whoOf } from '#lib/server/who.ts';
import type { LayoutServerLoad } from './$types.js';

/** What every page has: its person, its province, its look and the name of its forms. */
export const load: LayoutServerLoad = ({ locals }) => ({
  formKey: locals.requestId,
  province: locals.province,
  theme: locals.theme,
  who: whoOf(locals.actor),
  menu: publicNavigation(locals.actor),
});
