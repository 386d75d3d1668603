import { redirect } from '@sveltejs/kit';
import { appearanceFrom, keepAppearance } from '#lib/server/appearance.ts';
import { localPath } from '#lib/server/form-action.ts';
import type { Actions } from './$types.js';

export const actions: Actions = {
  default: async ({ request, cookies, url }) => {
    const form = await request.formData();
    keepAppearance(
      cookies,
      appearanceFrom((name) => form.get(name)),
      url.protocol === 'https:' ? 'secure' : 'plain',
    );
    redirect(303, localPath(form.get('ve'), '/'));
  },
};
