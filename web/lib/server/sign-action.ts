import { invalidField } from '@cuaso/platform/operations/invalid-input.ts';
import { openSession } from '@cuaso/systems/signing/open-session.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { formAction } from './form-action.ts';

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
      for (const secret of ['code', 'pin', 'otp']) form.delete(secret);
      const proof = { code, ...(pin !== undefined && { pin }), ...(otp !== undefined && { otp }) };
      return { purpose: 'onestop.result', role, subjects, certificateId, ...proof };
    },
    done: (session) => {
      if (session.outcome === 'refused') throw invalidField('code', session.code, session.message);
      return `/can-bo/ky/phien/${session.sessionId}`;
    },
  });
}
