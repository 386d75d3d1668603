import { invalidField } from '@cuaso/platform/operations/invalid-input.ts';
import { resetPassword } from '@cuaso/systems/identity/reset-password.ts';
import { requireAccepted } from '@cuaso/systems/identity/sign-in-result.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions } from './$types.js';

export const actions: Actions = {
  default: formAction(resetPassword, {
    prepare: ({ password_again: again, ...input }) => {
      if (input['password'] !== again) {
        throw invalidField('password_again', 'identity.passwords_differ', 'Hai lần gõ mật khẩu không giống nhau.');
      }
      return input;
    },
    done: (result) => {
      requireAccepted(result);
      return { changed: true };
    },
  }),
};
