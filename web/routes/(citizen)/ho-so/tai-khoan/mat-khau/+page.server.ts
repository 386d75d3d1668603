import { invalidField } from '@cuaso/platform/operations/invalid-input.ts';
import { changePassword } from '@cuaso/systems/identity/change-password.ts';
import { getMe } from '@cuaso/systems/identity/get-me.ts';
import { requireAccepted } from '@cuaso/systems/identity/sign-in-result.ts';
import { formAction } from '#lib/server/form-action.ts';
import { openSession } from '#lib/server/open-session.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
  const { hasPassword, mustChangePassword } = await locals.run(getMe, {});
  return { hasPassword, mustChangePassword };
};

export const actions: Actions = {
  default: formAction(changePassword, {
    prepare: ({ password_again: again, current_password: current, password }) => {
      if (password !== again) {
        throw invalidField('password_again', 'identity.passwords_differ', 'Hai lần gõ mật khẩu không giống nhau.');
      }
      return { password, ...(current !== undefined && { current }) };
    },
    done: (result, event) => {
      openSession(event, requireAccepted(result));
      // An officer who had to change it first goes on to the desk, not to pages of citizens.
      return event.locals.actor.kind === 'official' ? '/dang-nhap' : '/ho-so/tai-khoan?xong=mat-khau';
    },
  }),
};
