import { SigningRefused } from '../signer.ts';
import type { SigningRefusal } from '../signer.ts';

/** Status and fault codes of TS 102 204 (annexes B and C) that mean there is no signature, and what that is to the signer. */
const reasons = new Map<number, SigningRefusal>([
  [104, 'unreachable'], // UNAUTHORIZED_ACCESS: this installation is refused, not the signer.
  [105, 'key_missing'], // UNKNOWN_CLIENT
  [208, 'timed_out'], // EXPIRED_TRANSACTION
  [209, 'unreachable'], // OTA_ERROR: the telephone is out of reach.
  [401, 'cancelled'], // USER_CANCEL
  [402, 'pin_locked'], // PIN_NR_BLOCKED
  [403, 'pin_locked'], // CARD_BLOCKED
  [404, 'key_missing'], // NO_KEY_FOUND
  [406, 'unreachable'], // PB_SIGNATURE_PROCESS: the telephone failed or is busy with another signature.
  [422, 'certificate_unusable'], // NO_CERT_FOUND
  [423, 'unreachable'], // CRL_PB
  [424, 'unreachable'], // CRL_EXPIRED
  [425, 'certificate_unusable'], // ERROR_CERTIFICATE
  [501, 'certificate_unusable'], // REVOKED_CERTIFICATE
  [503, 'answer_wrong'], // INVALID_SIGNATURE
  [900, 'unreachable'], // INTERNAL_ERROR
]);

/** What a code that is neither success nor waiting means; one that is not known here is an answer that cannot be used. */
export function mssRefusalOf(code: number): SigningRefused {
  return new SigningRefused(reasons.get(code) ?? 'answer_wrong', `status ${code}`);
}
