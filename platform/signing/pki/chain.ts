import type { Finding } from '../report.ts';
import type { Trust, TrustedAuthority } from '../trust.ts';
import type { Certificate } from './certificate.ts';
import { safeDigests, signatureAlgorithms } from './oids.ts';

/** A path from a certificate to an authority that the province trusts, as far as one was found. */
export type Chain = {
  /** The certificate itself first, the anchor last where there is one. */
  chain: Certificate[];
  anchor: TrustedAuthority | null;
  findings: Finding[];
};

const longest = 8;

/**
 * The path of a certificate as of an instant (RFC 5280, section 6): each link signed by the next, each issuer an authority that
 * may sign certificates, all valid then, the last one trusted then. Certificates that came with a signature may be links, never
 * the end.
 */
export function chainOf(certificate: Certificate, extra: readonly Certificate[], trust: Trust, at: Date): Chain {
  const chain = [certificate];
  const findings = findingsOf(certificate, at);
  for (let last = certificate; chain.length <= longest;) {
    const own = trustedAs(last, trust, at);
    if (own?.isAnchor) return { chain, anchor: own, findings };
    const issuer = issuerOf(last, [...trust.authorities.map((one) => one.certificate), ...extra]);
    if (issuer === undefined || chain.some((one) => one.fingerprint === issuer.fingerprint)) break;
    findings.push(...authorityFindings(issuer, chain.length - 1), ...findingsOf(issuer, at), ...weaknessOf(last));
    chain.push(issuer);
    last = issuer;
  }
  const end = chain.at(-1) ?? certificate;
  return { chain, anchor: null, findings: [...findings, { reason: 'authority_unknown', detail: end.issuer }] };
}

/** The certificate that issued this one: the name and the key say so, and the signature agrees. */
export function issuerOf(certificate: Certificate, among: readonly Certificate[]): Certificate | undefined {
  return among
    .slice(0, 200)
    .find((one) => one.subjectRaw.equals(certificate.issuerRaw) && isSignedBy(certificate, one));
}

function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const { authorityKeyId } = certificate;
  if (authorityKeyId !== '' && issuer.subjectKeyId !== '' && authorityKeyId !== issuer.subjectKeyId) return false;
  const pair = `${certificate.fingerprint} ${issuer.fingerprint}`;
  const known = verified.get(pair);
  if (known !== undefined) return known;
  if (verified.size >= rememberedCount) verified.clear();
  const isGood = verifies(certificate, issuer);
  verified.set(pair, isGood);
  return isGood;
}

/** Which certificate signed which: facts that never change, asked again with every signature. */
const verified = new Map<string, boolean>();
const rememberedCount = 10_000;

function verifies(certificate: Certificate, issuer: Certificate): boolean {
  try {
    return certificate.x509.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function trustedAs(certificate: Certificate, trust: Trust, at: Date): TrustedAuthority | undefined {
  return trust.authorities.find(
    (one) =>
      one.certificate.fingerprint === certificate.fingerprint &&
      one.trustedFrom <= at &&
      (one.trustedUntil === null || at < one.trustedUntil),
  );
}

function findingsOf(one: Certificate, at: Date): Finding[] {
  const findings: Finding[] = [];
  if (at < one.notBefore) findings.push({ reason: 'not_yet_valid', detail: one.subject });
  if (at > one.notAfter) findings.push({ reason: 'expired', detail: one.subject });
  if (one.hasUnknownCritical) findings.push({ reason: 'chain_broken', detail: one.subject });
  const least = one.keyType === 'rsa' ? 2048 : 256;
  if (one.keyType === 'other' || one.keyBits < least) findings.push({ reason: 'algorithm_weak', detail: one.subject });
  return findings;
}

/** An issuer must be an authority, allowed to sign certificates and to stand this far above the end (RFC 5280, 4.2.1.9). */
function authorityFindings(issuer: Certificate, below: number): Finding[] {
  const mayIssue = issuer.isAuthority && (issuer.keyUsages === null || issuer.keyUsages.includes('keyCertSign'));
  const isTooLong = issuer.pathLength !== null && below > issuer.pathLength;
  return mayIssue && !isTooLong ? [] : [{ reason: 'chain_broken', detail: issuer.subject }];
}

/** What an anchor signed itself is believed for other reasons; every link below it must be signed safely. */
function weaknessOf(one: Certificate): Finding[] {
  const digest = signatureAlgorithms[one.signatureAlgorithm]?.digest;
  const isSafe = digest === undefined ? false : digest === null || safeDigests.has(digest);
  return isSafe ? [] : [{ reason: 'algorithm_weak', detail: one.subject }];
}
