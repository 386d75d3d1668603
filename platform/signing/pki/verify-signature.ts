import { constants, type KeyObject, verify } from 'node:crypto';
import { type AlgorithmIdentifier, pssParametersOf } from './algorithm-identifier.ts';
import { oid, safeDigests, signatureAlgorithms } from './oids.ts';

/** A signature value over some bytes, as certificates, lists, answers and CMS carry it. */
export type SignedBytes = {
  data: Buffer;
  signature: Buffer;
  algorithm: AlgorithmIdentifier;
  /** The digest where the algorithm's identifier leaves it open (CMS with rsaEncryption). */
  digest?: string;
};

/** What a signature was made with: "RSA-SHA256". */
export type AlgorithmUsed = { name: string; digest: string };

type Plan = AlgorithmUsed & { key: 'rsa' | 'pss' | 'ec'; saltBytes: number };

/** Whether the key made this value over these bytes, and with what; an algorithm that is not known never verifies. */
export function verifySigned(key: KeyObject, signed: SignedBytes): { isGood: boolean; used: AlgorithmUsed | null } {
  const plan = planOf(signed);
  if (plan === null) return { isGood: false, used: null };
  const used = { name: plan.name, digest: plan.digest };
  return { isGood: fits(key, plan) && verifies(key, plan, signed), used };
}

/** Whether the key made this value with a digest that is safe today. */
export function isSafelySigned(key: KeyObject, signed: SignedBytes): boolean {
  const { isGood, used } = verifySigned(key, signed);
  return isGood && used !== null && safeDigests.has(used.digest);
}

/** The digest that a signature was made over; nothing where the algorithm is not known. */
export function digestUsedBy(signed: Pick<SignedBytes, 'algorithm' | 'digest'>): string | undefined {
  return planOf(signed)?.digest;
}

function planOf({ algorithm, digest }: Pick<SignedBytes, 'algorithm' | 'digest'>): Plan | null {
  const known = signatureAlgorithms[algorithm.id];
  if (known === undefined) return null;
  if (algorithm.id === oid.rsaPss) return pssPlanOf(algorithm);
  const used = known.digest ?? digest;
  if (used === undefined) return null;
  return { key: known.key, name: `${known.name}-${used.toUpperCase()}`, digest: used, saltBytes: 0 };
}

/** node:crypto masks with the digest that it signs with; a signature that was made otherwise cannot be checked. */
function pssPlanOf(algorithm: AlgorithmIdentifier): Plan | null {
  try {
    const { digest, maskDigest, saltBytes } = pssParametersOf(algorithm);
    if (digest === undefined || digest !== maskDigest) return null;
    return { key: 'pss', name: `RSA-PSS-${digest.toUpperCase()}`, digest, saltBytes };
  } catch {
    return null;
  }
}

function fits({ asymmetricKeyType: type }: KeyObject, { key }: Plan): boolean {
  if (key === 'ec') return type === 'ec';
  return type === 'rsa' || (key === 'pss' && type === 'rsa-pss');
}

function verifies(key: KeyObject, { key: kind, digest, saltBytes }: Plan, { data, signature }: SignedBytes): boolean {
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltBytes };
  try {
    return verify(digest, data, kind === 'pss' ? pss : key, signature);
  } catch {
    return false;
  }
}
