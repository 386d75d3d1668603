import { CscError, cscInput } from './csc-input.ts';
import { kept } from './csc-state.ts';
import type { CscKey, CscState } from './csc-state.ts';

const sha256 = '2.16.840.1.101.3.4.2.1';
const maxWrongTries = 3;

/** `credentials/authorize`: an activation for exactly these hashes, or one more wrong try. */
export function authoriseHashes(state: CscState, body: Buffer): object {
  const names = ['credentialID', 'numSignatures', 'hashes', 'hashAlgorithmOID', 'authData', 'description'];
  const input = cscInput(body, names);
  const key = requireKey(state, input.text('credentialID'));
  requireUsable(key);
  const count = input.whole('numSignatures');
  if (count < 1) throw new CscError('Invalid value for parameter numSignatures');
  if (count > (key.maxSignatures ?? 100)) throw new CscError('Numbers of signatures is too high');
  const hashes = requireHashes(input.texts('hashes'), input.text('hashAlgorithmOID'));
  if (hashes.length !== count) throw new CscError('Invalid value for parameter numSignatures');
  requireSecrets(key, input.pairs('authData'));
  const { sadSeconds } = state.behaviour;
  const activation = {
    credentialId: key.credentialId,
    hashes,
    left: count,
    expiresAt: state.now() + sadSeconds * 1000,
  };
  return { SAD: kept(state.activations, activation), expiresIn: sadSeconds };
}

/** SHA-256 digests as base64, or a refusal. */
export function requireHashes(hashes: string[], hashAlgorithm: string): string[] {
  if (hashAlgorithm !== sha256) throw new CscError('Invalid parameter hashAlgorithmOID');
  if (hashes.length === 0) throw new CscError('Empty hash array');
  for (const hash of hashes) {
    const bytes = Buffer.from(hash, 'base64');
    if (bytes.toString('base64') !== hash) throw new CscError('Invalid Base64 hash string parameter');
    if (bytes.length !== 32) throw new CscError('Invalid digest value length');
  }
  return hashes;
}

/** The credential of this id. */
export function requireKey(state: CscState, credentialId: string): CscKey {
  const key = state.keys.get(credentialId);
  if (key === undefined) throw new CscError('Invalid parameter credentialID');
  return key;
}

/** Refuses what cannot sign now. */
export function requireUsable({ keyStatus, certificateStatus, wrongTries }: CscKey): void {
  if (keyStatus !== 'enabled') throw new CscError('The credential identified by credentialID is disabled');
  if (certificateStatus !== 'valid') throw new CscError(`Signing certificate is ${certificateStatus}`);
  if (wrongTries >= maxWrongTries) throw new CscError('Credential locked');
}

function requireSecrets(key: CscKey, given: ReadonlyMap<string, string>): void {
  const isPinRight = given.get('PIN') === key.pin;
  // A code that nobody has asked for is not on anybody's telephone.
  const isCodeRight = given.get('OTP') === key.otp && (key.otp === undefined || key.isCodeSent);
  if (isPinRight && isCodeRight) {
    key.wrongTries = 0;
    key.isCodeSent = false;
    return;
  }
  key.wrongTries += 1;
  if (key.wrongTries >= maxWrongTries) throw new CscError('Credential locked');
  throw new CscError('The authentication data is invalid', 'invalid_authentication_data');
}
