import { SigningRefused } from '../signer.ts';
import type { SigningRefusal } from '../signer.ts';
import { errorAnswer } from './csc-answers.ts';

// CSC API v2.0.0.2, table 3 and section 11.6; invalid_pin and invalid_otp are of version 1 and still in use.
const byError = new Map<string, SigningRefusal>([
  ['invalid_authentication_data', 'pin_wrong'],
  ['invalid_pin', 'pin_wrong'],
  ['invalid_otp', 'pin_wrong'],
  ['access_denied', 'cancelled'],
  ['unauthorized_client', 'unreachable'],
  ['invalid_token', 'unreachable'],
  ['expired_token', 'unreachable'],
  ['server_error', 'unreachable'],
  ['temporarily_unavailable', 'unreachable'],
]);

// Most errors are `invalid_request` and differ only in their description (tables of sections 11.5 to 11.12).
const byDescription: readonly (readonly [RegExp, SigningRefusal])[] = [
  [/\blocked\b/i, 'pin_locked'],
  [/\b(?:sad expired|expired sad|invalid parameter (?:sad|requestid))\b/i, 'timed_out'],
  [
    /\b(?:disabled|revoked|suspended|certificate is expired|expired c(?:ertificate|redential))\b/i,
    'certificate_unusable',
  ],
  [/\binvalid parameter credentialid\b/i, 'key_missing'],
];

/**
 * What an answer that is no success means for the signer. The provider's own sentence may repeat a PIN and therefore goes
 * nowhere: the detail holds method, status and error code.
 */
export function cscRefusalOf(method: string, status: number, json: unknown): SigningRefused {
  const { error, error_description } = errorAnswer.safeParse(json).data ?? { error: '' };
  const code = /^[a-z_]{1,40}$/.test(error) ? ` ${error}` : '';
  return new SigningRefused(reasonOf(status, error, error_description ?? ''), `${method}: ${status}${code}`);
}

function reasonOf(status: number, error: string, description: string): SigningRefusal {
  if (status === 401 || status === 429 || status >= 500) return 'unreachable';
  if (status < 400) return 'answer_wrong';
  const told = byDescription.find(([pattern]) => pattern.test(description));
  return told?.[1] ?? byError.get(error) ?? (status === 403 ? 'unreachable' : 'answer_wrong');
}
