import { verifyRecoveryCode } from '@cuaso/systems/identity/verify-recovery-code.ts';
import { verifyTotp } from '@cuaso/systems/identity/verify-totp.ts';
import { redirect } from '@sveltejs/kit';
import { formAction, localPath } from '#lib/server/form-action.ts';
import { carryOn, pendingTokenOf } from '#lib/server/open-session.ts';
import { withBack } from '#lib/identity/with-back.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The second step; which ways are open stands in the address, what they open does not. */
export const load: PageServerLoad = ({ cookies, url }) => {
  const back = localPath(url.searchParams.get('tiep'), '');
  if (pendingTokenOf({ cookies }) === '') redirect(303, withBack('/dang-nhap', back));
  return {
    back,
    methods: (url.searchParams.get('cach') ?? 'totp').split('.'),
    query: url.search.replace(/^\?\/[^&]*&?/, '?'),
  };
};

export const actions: Actions = {
  ma: formAction(verifyTotp, {
    form: 'ma',
    prepare: ({ code }, event) => ({ code, token: pendingTokenOf(event) }),
    done: carryOn,
  }),
  'khoi-phuc': formAction(verifyRecoveryCode, {
    form: 'khoi-phuc',
    prepare: ({ code }, event) => ({ code, token: pendingTokenOf(event) }),
    done: carryOn,
  }),
};
