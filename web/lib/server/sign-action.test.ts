import { Failure } from '@cuaso/kernel/errors.ts';
import { expect, test } from 'vitest';
import type { Run } from './platform.ts';
import { otpAction, signAction } from './sign-action.ts';

const sessionId = '0198a7c0-0000-7000-8000-000000000009';

const sign = signAction({
  form: 'ky-so',
  role: 'person',
  subjectsOf: (_, typed) => [{ subjectId: String(typed.get('ho-so')), params: {} }],
});

/** Sends a filled-in form to the action and gives its answer and what the operation was asked. */
async function send(
  fields: Record<string, string>,
  answer: unknown,
  action: (event: never) => Promise<unknown> = sign,
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  let asked: unknown;
  const run = ((_: unknown, input: unknown) => {
    asked = input;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }) as Run;
  const event = { request: { formData: () => Promise.resolve(form) }, locals: { run } };
  const given = await action(event as never).catch((thrown: unknown) => thrown);
  return { given, asked };
}

const filled = { 'ho-so': 'd', certificateId: 'c', code: '123456', pin: '1111', otp: '2222', number: '12/QĐ' };

test('the documents come from the page, certificate and codes from the form, and the session is opened', async () => {
  const { given, asked } = await send(filled, { outcome: 'opened', sessionId, waiting: 1, failed: 0 });
  expect(asked).toEqual({
    purpose: 'onestop.result',
    role: 'person',
    subjects: [{ subjectId: 'd', params: {} }],
    certificateId: 'c',
    code: '123456',
    pin: '1111',
    otp: '2222',
  });
  expect(given).toMatchObject({ status: 303, location: `/can-bo/ky/phien/${sessionId}` });
});

test('a refused code is said beside its field; the rest stays, and no code or PIN comes back', async () => {
  const refused = { outcome: 'refused', code: 'signing.wrong_code', message: 'Mã xác thực không đúng.' };
  const { given } = await send(filled, refused);
  expect(given).toMatchObject({
    status: 422,
    data: {
      form: 'ky-so',
      errors: { code: 'Mã xác thực không đúng.' },
      values: { 'ho-so': 'd', certificateId: 'c', number: '12/QĐ' },
    },
  });
  expect(JSON.stringify(given)).not.toMatch(/123456|1111|2222/);
});

test('a refusal of the operation comes back without the codes too', async () => {
  const { given } = await send(
    filled,
    new Failure('conflict', 'signing.certificate_expired', { messageVi: 'Hết hạn.' }),
  );
  expect(given).toMatchObject({ status: 409, data: { message: 'Hết hạn.' } });
  expect(JSON.stringify(given)).not.toMatch(/123456|1111|2222/);
});

test('a one-time code of the provider is asked for, and the form comes back with that certificate chosen', async () => {
  const typed = { ...filled, certificateId: 'other', otpFor: 'c' };
  const { given, asked } = await send(typed, {}, otpAction('ky-so'));
  expect(asked).toEqual({ certificateId: 'c' });
  expect(given).toMatchObject({ form: 'ky-so', otpAsked: true, values: { certificateId: 'c', 'ho-so': 'd' } });
  expect(JSON.stringify(given)).not.toMatch(/123456|1111|2222/);
});
