import { constants, createHash, privateEncrypt } from 'node:crypto';

/** DigestInfo of SHA-256 up to the digest (RFC 8017, section 9.2). */
export const sha256DigestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** RSASSA-PKCS1-v1_5 over a SHA-256 digest, as a module or a SIM makes it. */
export function signDigest(keyPem: string, digest: Buffer): Buffer {
  const padded = Buffer.concat([sha256DigestInfo, digest]);
  return privateEncrypt({ key: keyPem, padding: constants.RSA_PKCS1_PADDING }, padded);
}

/** The signature of something else: what a provider would give that mixes up its customers. */
export function signAnother(keyPem: string, digest: Buffer): Buffer {
  return signDigest(keyPem, createHash('sha256').update(digest).digest());
}
