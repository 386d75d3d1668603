import { beginPasskeyRegistration } from '@cuaso/systems/identity/begin-passkey-registration.ts';
import { finishPasskeyRegistration } from '@cuaso/systems/identity/finish-passkey-registration.ts';
import { requireAccepted } from '@cuaso/systems/identity/sign-in-result.ts';
import { formAction } from '#lib/server/form-action.ts';
import { openSession } from '#lib/server/open-session.ts';
import { answerOf } from '#lib/server/passkey-answer.ts';
import type { Actions } from './$types.js';

export const actions: Actions = {
  'bat-dau': formAction(beginPasskeyRegistration, {
    form: 'bat-dau',
    prepare: () => ({}),
    done: (asked) => ({ asked }),
  }),
  xong: formAction(finishPasskeyRegistration, {
    form: 'khoa',
    prepare: answerOf,
    done: (result, event) => {
      const enrolled = requireAccepted(result);
      openSession(event, enrolled);
      return { codes: enrolled.recoveryCodes };
    },
  }),
};
