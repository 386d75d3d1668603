import { endOtherSessions } from '@cuaso/systems/identity/end-other-sessions.ts';
import { endSession } from '@cuaso/systems/identity/end-session.ts';
import { getMe } from '@cuaso/systems/identity/get-me.ts';
import { listSessions } from '@cuaso/systems/identity/list-sessions.ts';
import { updateMe } from '@cuaso/systems/identity/update-me.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const [me, sessions] = await Promise.all([locals.run(getMe, {}), locals.run(listSessions, {})]);
  return { me, sessions: sessions.items, done: url.searchParams.get('xong') };
};

export const actions: Actions = {
  'lien-he': formAction(updateMe, {
    form: 'lien-he',
    prepare: ({ phone = '', email = '' }) => ({ phone, email }),
    done: () => '/ho-so/tai-khoan?xong=lien-he',
  }),
  'ket-thuc': formAction(endSession, { form: 'phien', done: () => '/ho-so/tai-khoan?xong=phien' }),
  'ket-thuc-het': formAction(endOtherSessions, { form: 'phien', done: () => '/ho-so/tai-khoan?xong=phien' }),
};
