/** What is signed at last: the SHA-256 of the signed attributes (CMS) or of the canonical SignedInfo (XML), 32 bytes. */
export type Digest = Buffer;

/** Why a way of signing gave no signature; each is told to the signer in words. */
export const signingRefusals = [
  /** The signer pressed cancel. */
  'cancelled',
  /** A wrong PIN or one-time code. */
  'pin_wrong',
  /** The PIN is locked after too many wrong ones. */
  'pin_locked',
  /** The device, the card or the key is not there. */
  'key_missing',
  /** The certificate cannot be used: expired, suspended or revoked at the provider. */
  'certificate_unusable',
  /** No answer within the time that the provider gives. */
  'timed_out',
  /** The provider or the device is out of reach; trying again may help. */
  'unreachable',
  /** The answer is not what the protocol says, or belongs to something else. */
  'answer_wrong',
] as const;
/** Why there is no signature. */
export type SigningRefusal = (typeof signingRefusals)[number];

/** Thrown by every way of signing when there is no signature; `detail` is for the log and carries no secret. */
export class SigningRefused extends Error {
  readonly reason: SigningRefusal;

  constructor(reason: SigningRefusal, detail = '') {
    super(`${reason}${detail === '' ? '' : `: ${detail}`}`);
    this.name = 'SigningRefused';
    this.reason = reason;
  }
}

/**
 * A key that signs digests with RSASSA-PKCS1-v1_5 over SHA-256 (PKCS#1, RFC 8017): in a server's module, in a token, at a
 * provider or in a SIM. The answers come in the order of the digests.
 */
export type Signer = {
  sign: (digests: readonly Digest[]) => Promise<Buffer[]>;
};
