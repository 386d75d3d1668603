import { qrSvg } from '@cuaso/platform/files/codes.ts';
import { confirmTotp } from '@cuaso/systems/identity/confirm-totp.ts';
import { enrolTotp } from '@cuaso/systems/identity/enrol-totp.ts';
import { getMe } from '@cuaso/systems/identity/get-me.ts';
import { removeSecondFactor } from '@cuaso/systems/identity/remove-second-factor.ts';
import { renewRecoveryCodes } from '@cuaso/systems/identity/renew-recovery-codes.ts';
import { requireAccepted } from '@cuaso/systems/identity/sign-in-result.ts';
import { formAction } from '#lib/server/form-action.ts';
import { openSession } from '#lib/server/open-session.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => ({ me: await locals.run(getMe, {}) });

export const actions: Actions = {
  'bat-dau': formAction(enrolTotp, {
    form: 'bat-dau',
    done: ({ key, address }) => ({ begun: { key, qr: pictureOf(address) } }),
  }),
  'xac-nhan': formAction(confirmTotp, {
    form: 'xac-nhan',
    prepare: ({ code }) => ({ code }),
    done: (result, event) => {
      const enrolled = requireAccepted(result);
      openSession(event, enrolled);
      return { codes: enrolled.recoveryCodes };
    },
  }),
  go: formAction(removeSecondFactor, {
    form: 'go',
    prepare: ({ password, passkeyId }) => ({
      factor: passkeyId === undefined ? { kind: 'totp' } : { kind: 'passkey', passkeyId },
      ...(password !== undefined && { password }),
    }),
    done: (result) => {
      requireAccepted(result);
      return '/ho-so/tai-khoan?xong=go-bo';
    },
  }),
  'ma-moi': formAction(renewRecoveryCodes, {
    form: 'ma-moi',
    done: (result) => ({ codes: requireAccepted(result).recoveryCodes }),
  }),
};

function pictureOf(address: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(qrSvg(address)).toString('base64')}`;
}
