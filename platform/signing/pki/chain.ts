import type { Finding } from '../report.ts';
import type { Trust, TrustedAuthority } from '../trust.ts';
import type { Certificate } from './certificate.ts';
import { safeDigests } from './oids.ts';
import { digestUsedBy, verifySigned } from './verify-signature.ts';

/** A path from a certificate to an authority that the province trusts, as far as one was found. */
export type Chain = {
  /** The certificate itself first, the anchor last where there is one. */
  chain: Certificate[];
  anchor: TrustedAuthority | null;
  findings: Finding[];
};

const longest = 8;
/** How many certificates one search may look at as issuers, whatever a signature brings along. */
const mostTried = 100;

type Search = { trust: Trust; extra: readonly Certificate[]; at: Date; left: number };

/**
 * The path of a certificate as of an instant (RFC 5280, section 6): each link signed by the next, each issuer an authority that
 * may sign certificates, all valid then, the last one trusted then. Certificates that came with a signature may be links, never
 * the end. Where an authority has several certificates, the path without findings is taken, otherwise the first to an anchor.
 */
export function chainOf(certificate: Certificate, extra: readonly Certificate[], trust: Trust, at: Date): Chain {
  const first = { chain: [certificate], anchor: null, findings: findingsOf(certificate, at) };
  let best: Chain | undefined;
  for (const found of pathsFrom(first, { trust, extra, at, left: mostTried })) {
    if (best === undefined || isBetter(found, best)) best = found;
    if (found.anchor !== null && found.findings.length === 0) break;
  }
  return best ?? first;
}

/** The certificate that issued this one: the name and the key say so, and the signature agrees. */
export function issuerOf(certificate: Certificate, among: readonly Certificate[]): Certificate | undefined {
  return namedIssuers(certificate, among)
    .slice(0, mostTried)
    .find((one) => isSignedBy(certificate, one));
}

/** Whether a key is long enough to be believed: RSA of 2048 bits, a curve of 256. */
export function isStrong({ keyType, keyBits }: Certificate): boolean {
  return keyType !== 'other' && keyBits >= (keyType === 'ec' ? 256 : 2048);
}

function isBetter(one: Chain, other: Chain): boolean {
  if ((one.anchor === null) !== (other.anchor === null)) return one.anchor !== null;
  return one.findings.length < other.findings.length;
}

/** All paths that lead on from here, depth first; each ends at an anchor or where nobody is known who issued the last one. */
function* pathsFrom(path: Chain, search: Search): Generator<Chain> {
  const { trust, extra, at } = search;
  const last = path.chain.at(-1);
  if (last === undefined) return;
  const anchor = trustedAs(last, trust, at);
  if (anchor?.isAnchor === true) return void (yield { ...path, anchor });
  const named = namedIssuers(last, [...trust.authorities.map((one) => one.certificate), ...extra]);
  const issuers = path.chain.length < longest ? named.filter((one) => isNew(one, path) && search.left-- > 0) : [];
  const signers = issuers.filter((one) => isSignedBy(last, one));
  if (signers.length === 0) {
    const broken = issuers.length > 0 ? [finding('chain_broken', last)] : [];
    yield { ...path, findings: [...path.findings, ...broken, { reason: 'authority_unknown', detail: last.issuer }] };
  }
  for (const issuer of signers) {
    const findings = [
      ...path.findings,
      ...weaknessOf(last),
      ...issuerFindings(issuer, path),
      ...findingsOf(issuer, at),
    ];
    const withdrawn = isWithdrawn(issuer, trust, at) ? [finding('authority_unknown', issuer)] : [];
    yield* pathsFrom({ chain: [...path.chain, issuer], anchor: null, findings: [...findings, ...withdrawn] }, search);
  }
}

/** An authority's other certificate for the same key leads nowhere new. */
function isNew(issuer: Certificate, { chain }: Chain): boolean {
  return !chain.some((one) => one.subjectRaw.equals(issuer.subjectRaw) && one.keyRaw.equals(issuer.keyRaw));
}

function namedIssuers({ issuerRaw, authorityKeyId: id }: Certificate, among: readonly Certificate[]): Certificate[] {
  const fitting = among.filter(
    (one) => one.subjectRaw.equals(issuerRaw) && (id === '' || one.subjectKeyId === '' || one.subjectKeyId === id),
  );
  return [...new Map(fitting.map((one) => [one.fingerprint, one])).values()];
}

function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const pair = `${certificate.fingerprint} ${issuer.fingerprint}`;
  const held = verified.get(pair);
  if (held !== undefined) return held;
  if (verified.size >= verifiedCount) verified.clear();
  const { isGood } = verifySigned(issuer.publicKey, certificate.signed);
  verified.set(pair, isGood);
  return isGood;
}

/** Which certificate signed which: facts that never change, asked again with every signature. */
const verified = new Map<string, boolean>();
const verifiedCount = 10_000;

function trustedAs(certificate: Certificate, { authorities }: Trust, at: Date): TrustedAuthority | undefined {
  return authorities.find((one) => one.certificate.fingerprint === certificate.fingerprint && isTrustedAt(one, at));
}

/** An authority whose trust has ended, or not begun, is not believed through the root above it either. */
function isWithdrawn(certificate: Certificate, { authorities }: Trust, at: Date): boolean {
  const listed = authorities.filter((one) => one.certificate.fingerprint === certificate.fingerprint);
  return listed.length > 0 && !listed.some((one) => isTrustedAt(one, at));
}

function isTrustedAt({ trustedFrom, trustedUntil }: TrustedAuthority, at: Date): boolean {
  return trustedFrom <= at && (trustedUntil === null || at < trustedUntil);
}

function findingsOf(one: Certificate, at: Date): Finding[] {
  const findings: Finding[] = [];
  if (at < one.notBefore) findings.push(finding('not_yet_valid', one));
  if (at > one.notAfter) findings.push(finding('expired', one));
  if (one.hasUnknownCritical) findings.push(finding('chain_broken', one));
  if (!isStrong(one)) findings.push(finding('algorithm_weak', one));
  return findings;
}

/** An issuer must be an authority, allowed to sign certificates and to stand this far above the end (RFC 5280, 4.2.1.9). */
function issuerFindings(issuer: Certificate, { chain }: Chain): Finding[] {
  const mayIssue = issuer.isAuthority && (issuer.keyUsages === null || issuer.keyUsages.includes('keyCertSign'));
  const between = chain.slice(1).filter((one) => !one.subjectRaw.equals(one.issuerRaw));
  const isTooLong = issuer.pathLength !== null && between.length > issuer.pathLength;
  return mayIssue && !isTooLong ? [] : [finding('chain_broken', issuer)];
}

/** What an anchor signed itself is believed for other reasons; every link below it must be signed safely. */
function weaknessOf(one: Certificate): Finding[] {
  return safeDigests.has(digestUsedBy(one.signed) ?? '') ? [] : [finding('algorithm_weak', one)];
}

function finding(reason: Finding['reason'], { subject }: Certificate): Finding {
  return { reason, detail: subject };
}
