import { SigningRefused } from '../signer.ts';
import type { Digest } from '../signer.ts';

const digestBytes = 32;
/** RSA keys of 2048 to 8192 bits. */
const [minBytes, maxBytes] = [256, 1024];

/** One signature value from its base64; anything that cannot be the value of an RSA key of today is refused. */
export function signatureValueOf(base64: string): Buffer {
  const value = bytesOf(base64);
  if (value === undefined) throw new SigningRefused('answer_wrong', 'a signature is not base64');
  if (value.length < minBytes || value.length > maxBytes || value.length % 8 !== 0) {
    throw new SigningRefused('answer_wrong', `a signature of ${value.length} bytes`);
  }
  return value;
}

/** As many signature values as were asked for, each as long as the key (bytes). Whether they verify, the caller must check. */
export function requireSignatureValues(found: readonly string[], count: number, length: number): Buffer[] {
  if (found.length !== count) throw new SigningRefused('answer_wrong', `${found.length} signatures for ${count}`);
  const values = found.map(signatureValueOf);
  const odd = values.find((value) => value.length !== length);
  if (odd !== undefined) throw new SigningRefused('answer_wrong', `a signature of ${odd.length} bytes, not ${length}`);
  return values;
}

/** The bytes of base64 in its one canonical spelling (RFC 4648, section 4). */
export function bytesOf(base64: string): Buffer | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : undefined;
}

/** SHA-256 digests as base64; another length is a mistake of the program, not of a provider. */
export function base64Digests(digests: readonly Digest[]): string[] {
  if (digests.length === 0) throw new RangeError('There is nothing to sign.');
  if (digests.some((digest) => digest.length !== digestBytes)) throw new RangeError('A SHA-256 digest has 32 bytes.');
  return digests.map((digest) => Buffer.from(digest).toString('base64'));
}
