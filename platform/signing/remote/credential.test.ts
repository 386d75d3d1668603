import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../test/signing-services/refusal-of.ts';
import { sampleKey } from '../../../test/signing-services/sample-key.ts';
import { authDataOf, credentialOf, requireUsable } from './credential.ts';
import { credentialAnswer } from './csc-answers.ts';

const certificate = sampleKey('Nguyễn Văn An').certificatePem.replace(/-----[^-]+-----|\n/g, '');
const pin = { type: 'Password', id: 'PIN', format: 'N' };
const smsCode = { type: 'ChallengeResponse', id: 'sms' };
const appCode = { type: 'Password', id: 'OTP', generator: 'totp' };
const approval = { type: 'ChallengeResponseOOB', id: 'app' };

function credential(auth: object, more: object = {}) {
  const key = { status: 'enabled', algo: ['1.2.840.113549.1.1.1'], len: 2048, curve: null };
  const cert = { certificates: [certificate], status: null };
  return credentialOf('an', credentialAnswer.parse({ key, cert, multisign: 1, auth, ...more }));
}

const reasonOf = (attempt: () => unknown) => refusalOf(Promise.resolve().then(attempt));
const given = { pin: '1', otp: '2' };

describe('what the provider wants goes under its own names, and nothing else goes', () => {
  test.each([
    [[pin], [{ id: 'PIN', value: '1' }]],
    [[smsCode], [{ id: 'sms', value: '2' }]],
    [
      [pin, smsCode],
      [
        { id: 'PIN', value: '1' },
        { id: 'sms', value: '2' },
      ],
    ],
    [
      [appCode, pin],
      [
        { id: 'PIN', value: '1' },
        { id: 'OTP', value: '2' },
      ],
    ],
    [[], []],
  ])('%j', (objects, data) => {
    expect(authDataOf(credential({ mode: 'explicit', objects }), given)).toEqual(data);
  });

  test('a code is sent on demand where it answers a challenge, and made by the signer where it has a generator', () => {
    expect(credential({ mode: 'explicit', objects: [smsCode] }).otpFrom).toBe('sent');
    expect(credential({ mode: 'explicit', objects: [appCode] }).otpFrom).toBe('generated');
    expect(credential({ mode: 'explicit', objects: [pin] }).otpFrom).toBeNull();
  });
});

describe('what cannot be given here is not tried', () => {
  test.each([
    [{ mode: 'oauth2code' }],
    [{ mode: 'explicit', objects: [approval] }],
    [{ mode: 'explicit', expression: 'PIN AND app', objects: [pin, approval] }],
    [{ mode: 'explicit', objects: [pin, { ...pin, id: 'second' }] }],
  ])('%j', async (auth) => {
    expect(await reasonOf(() => authDataOf(credential(auth), given))).toBe('certificate_unusable');
  });

  test('an alternative is enough', () => {
    const auth = { mode: 'explicit', expression: 'PIN OR app', objects: [pin, approval] };
    expect(authDataOf(credential(auth), given)).toEqual([{ id: 'PIN', value: '1' }]);
  });
});

describe('what cannot sign', () => {
  test('a key for other algorithms', async () => {
    const key = { status: 'enabled', algo: ['1.2.840.10045.4.3.2'], len: 256 };
    const ec = credential({ mode: 'explicit' }, { key });
    expect(await reasonOf(() => requireUsable(ec))).toBe('certificate_unusable');
  });

  test('SHA256withRSA is asked for where the key names it, RSA where it does not', () => {
    expect(requireUsable(credential({ mode: 'explicit' }))).toBe('1.2.840.113549.1.1.1');
    const key = { status: 'enabled', algo: ['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.11'], len: 2048 };
    expect(requireUsable(credential({ mode: 'explicit' }, { key }))).toBe('1.2.840.113549.1.1.11');
  });

  test.each([
    ['no base64', '***'],
    ['no certificate', 'AAAA'],
    [
      'something behind the certificate',
      Buffer.concat([Buffer.from(certificate, 'base64'), Buffer.from('x')]).toString('base64'),
    ],
    ['PEM', Buffer.from(`-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`).toString('base64')],
  ])('%s is an answer that is wrong', async (_, text) => {
    const cert = { certificates: [text] };
    expect(await reasonOf(() => credential({ mode: 'explicit' }, { cert }))).toBe('answer_wrong');
  });
});
