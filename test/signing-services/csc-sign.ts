import { requireHashes, requireKey, requireUsable } from './csc-authorise.ts';
import { CscError, cscInput } from './csc-input.ts';
import { kept } from './csc-state.ts';
import type { CscKey, CscState } from './csc-state.ts';
import { signAnother, signDigest } from './sign-digest.ts';

/** `signatures/signHash`: the signatures at once (S), or where to ask for them later (A). */
export function signHashes(state: CscState, body: Buffer): object {
  const names = ['credentialID', 'SAD', 'hashes', 'hashAlgorithmOID', 'signAlgo', 'operationMode', 'validity_period'];
  const input = cscInput(body, names);
  const key = requireKey(state, input.text('credentialID'));
  const hashes = requireHashes(input.texts('hashes'), input.text('hashAlgorithmOID'));
  if (input.text('signAlgo') !== '1.2.840.113549.1.1.11') throw new CscError('Invalid parameter signAlgo');
  const mode = input.optionalText('operationMode', ['S', 'A']) ?? 'S';
  useUp(state, input.text('SAD'), key.credentialId, hashes);
  requireUsable(key);
  const signatures = signaturesOf(state, key, hashes);
  if (mode === 'A') return { responseID: kept(state.responses, { signatures, polls: 0 }) };
  return { signatures };
}

/** An activation is good for each of its hashes once. */
function useUp(state: CscState, sad: string, credentialId: string, hashes: readonly string[]): void {
  const activation = state.activations.get(sad);
  if (activation === undefined || activation.credentialId !== credentialId) throw new CscError('Invalid parameter SAD');
  if (state.now() >= activation.expiresAt) throw new CscError('SAD expired');
  const rest = [...activation.hashes];
  for (const hash of hashes) {
    const at = rest.indexOf(hash);
    if (at < 0) throw new CscError('Hash is not authorized by the SAD');
    rest.splice(at, 1);
  }
  activation.hashes = rest;
  if (rest.length === 0) state.activations.delete(sad);
}

function signaturesOf(state: CscState, { keyPem }: CscKey, hashes: readonly string[]): string[] {
  const digests = hashes.map((hash) => Buffer.from(hash, 'base64'));
  const kind = state.behaviour.signatures;
  const sign = kind === 'of_another_hash' ? signAnother : signDigest;
  const right = digests.map((digest) => sign(keyPem, digest).toString('base64'));
  const older = (state.older ??= right);
  if (kind === 'older') return older;
  if (kind === 'one_missing') return right.slice(1);
  return kind === 'one_too_many' ? [...right, ...right.slice(0, 1)] : right;
}
