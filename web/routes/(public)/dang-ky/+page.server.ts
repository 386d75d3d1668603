import { invalidField } from '@cuaso/platform/operations/invalid-input.ts';
import { signUp } from '@cuaso/systems/identity/sign-up.ts';
import { redirect } from '@sveltejs/kit';
import { withBack } from '#lib/identity/with-back.ts';
import { formAction, localPath } from '#lib/server/form-action.ts';
import { ownPlaceOf } from '#lib/server/own-place.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.actor.kind !== 'anonymous') redirect(303, ownPlaceOf(locals.actor));
  const kind = url.searchParams.get('loai') === 'doanh-nghiep' ? ('business' as const) : ('citizen' as const);
  return { kind, back: localPath(url.searchParams.get('tiep'), '') };
};

export const actions: Actions = {
  default: formAction(signUp, {
    prepare: ({ password_again: again, ...input }) => {
      if (input['password'] !== again) {
        throw invalidField('password_again', 'identity.passwords_differ', 'Hai lần gõ mật khẩu không giống nhau.');
      }
      return input;
    },
    done: (_, { url }) => {
      const next = withBack('/dang-nhap', localPath(url.searchParams.get('tiep'), ''));
      return `${next}${next.includes('?') ? '&' : '?'}moi`;
    },
  }),
};
