import { constants, type KeyObject, verify } from 'node:crypto';
import type * as pkijs from 'pkijs';
import { digestNames, signatureAlgorithms } from './oids.ts';

/** A signature value over some bytes, as certificates, lists, answers and CMS carry it. */
export type SignedBytes = {
  data: Uint8Array;
  signature: Uint8Array;
  algorithm: pkijs.AlgorithmIdentifier;
  /** The digest where the algorithm's identifier leaves it open (CMS with rsaEncryption). */
  digest?: string;
};

/** What a signature was made with: "RSA-SHA256"; nothing where the engine does not know the algorithm. */
export type AlgorithmUsed = { name: string; digest: string };

/** Whether the key made this value over these bytes, and with what; an algorithm that is not known never verifies. */
export function verifySigned(key: KeyObject, signed: SignedBytes): { isGood: boolean; used: AlgorithmUsed | null } {
  const used = algorithmOf(signed);
  if (used === null) return { isGood: false, used: null };
  const kind = signatureAlgorithms[signed.algorithm.algorithmId]?.key;
  const expected = kind === 'ec' ? 'ec' : 'rsa';
  if (key.asymmetricKeyType !== expected) return { isGood: false, used };
  try {
    const options =
      kind === 'pss'
        ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
        : key;
    return { isGood: verify(used.digest, signed.data, options, signed.signature), used };
  } catch {
    return { isGood: false, used };
  }
}

function algorithmOf({ algorithm, digest }: SignedBytes): AlgorithmUsed | null {
  const known = signatureAlgorithms[algorithm.algorithmId];
  if (known === undefined) return null;
  const named = known.digest ?? (known.key === 'pss' ? pssDigestOf(algorithm) : digest);
  if (named === undefined) return null;
  return { name: `${known.name}-${named.toUpperCase()}`, digest: named };
}

/** The digest of RSASSA-PSS stands in its parameters; SHA-1 where it is left out (RFC 4055, section 3.1). */
function pssDigestOf(algorithm: pkijs.AlgorithmIdentifier): string | undefined {
  const text = Buffer.from(algorithm.toSchema().toBER()).toString('hex');
  if (algorithm.algorithmParams === undefined) return 'sha1';
  return Object.entries(digestHex).find(([, hex]) => text.includes(hex))?.[0] ?? 'sha1';
}

const digestHex: Readonly<Record<string, string>> = {
  sha256: '0609608648016503040201',
  sha384: '0609608648016503040202',
  sha512: '0609608648016503040203',
};

/** The digest algorithm of an identifier, as node:crypto calls it; nothing where it is not known. */
export function digestNameOf(algorithm: pkijs.AlgorithmIdentifier): string | undefined {
  return digestNames[algorithm.algorithmId];
}
