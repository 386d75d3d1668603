import { invalidField } from '@cuaso/platform/operations/invalid-input.ts';
import { openSession } from '@cuaso/systems/signing/open-session.ts';
import { requestOtp } from '@cuaso/systems/signing/request-otp.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { formAction, refuse } from './form-action.ts';
import { valuesOf } from './form-data.ts';

/** A document that is to be signed, with what its purpose wants to know. */
export type ToBeSigned = { subjectId: string; params: Record<string, unknown> };

type Typed = Record<string, unknown>;

/**
 * A form that opens a signing session for results: the page says which, the form with what. A code or a PIN is used up or
 * wrong once it was sent, so none comes back into the page.
 */
export function signAction(options: {
  form: string;
  role: 'person' | 'organisation';
  subjectsOf: (event: RequestEvent, form: FormData, typed: Typed) => ToBeSigned[];
}) {
  const { form: name, role, subjectsOf } = options;
  return formAction(openSession, {
    form: name,
    prepare: (typed, event, form) => {
      const { certificateId, code, pin, otp } = typed;
      const subjects = subjectsOf(event, form, typed);
      dropSecrets(form);
      const proof = { code, ...(pin !== undefined && { pin }), ...(otp !== undefined && { otp }) };
      return { purpose: 'onestop.result', role, subjects, certificateId, ...proof };
    },
    done: (session) => {
      if (session.outcome === 'refused') throw invalidField('code', session.code, session.message);
      return `/can-bo/ky/phien/${session.sessionId}`;
    },
  });
}

/**
 * A button of such a form: has the provider of remote signatures send its one-time code, and draws the form again with what
 * was chosen.
 */
export function otpAction(name: string) {
  return async (event: RequestEvent) => {
    const form = await event.request.formData();
    const certificateId = String(form.get('otpFor') ?? '');
    dropSecrets(form);
    try {
      await event.locals.run(requestOtp, { certificateId });
    } catch (thrown) {
      return refuse(thrown, event, form, name);
    }
    form.set('certificateId', certificateId);
    return { form: name, values: valuesOf(form), otpAsked: true };
  };
}

function dropSecrets(form: FormData): void {
  for (const secret of ['code', 'pin', 'otp']) form.delete(secret);
}
