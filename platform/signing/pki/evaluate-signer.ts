import type { Finding } from '../report.ts';
import type { Trust } from '../trust.ts';
import type { Certificate } from './certificate.ts';
import { chainOf } from './chain.ts';
import { oid } from './oids.ts';
import { revocationOf } from './revocation.ts';

/** What a signer's certificate is worth for a signature. */
export type EvaluatedSigner = {
  findings: Finding[];
  chain: Certificate[];
  /** The revocation answers that were used, as DER. */
  evidence: Buffer[];
  /** Whether all of them came with the document itself. */
  isCarried: boolean;
};

/** Purposes with which documents may be signed where the extension is there (EN 319 412-2, section 4.3.10, and practice). */
const signingPurposes = new Set([
  '2.5.29.37.0',
  '1.3.6.1.5.5.7.3.2',
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.4.1.311.10.3.12',
  '1.2.840.113583.1.1.5',
]);

/**
 * The certificate of a signature as of the instant it is proven for, or as of now where nothing proves an earlier one: purpose,
 * path, validity, revocation (circular 41/2017; EN 319 102-1 in short). `carried` are answers that came with the document.
 */
export function evaluateSigner(
  signer: Certificate,
  extra: readonly Certificate[],
  trust: Trust,
  { provenAt, carried }: { provenAt: Date | null; carried: readonly Buffer[] },
): EvaluatedSigner {
  const at = provenAt ?? trust.now;
  const { chain, anchor, findings: found } = chainOf(signer, extra, trust, at);
  const findings = [...purposeFindings(signer), ...found.map((one) => inTime(one, provenAt))];
  if (anchor === null) return { findings, chain, evidence: [], isCarried: false };
  const evidence: Buffer[] = [];
  let isCarried = true;
  for (const [index, one] of chain.slice(0, -1).entries()) {
    const issuer = chain[index + 1];
    if (issuer === undefined) break;
    const own = revocationOf(one, issuer, carried, { at, now: trust.now });
    const said = own.status === 'unknown' ? revocationOf(one, issuer, trust.revocations, { at, now: trust.now }) : own;
    const newer = revokedLater(one, issuer, trust, at);
    if (own.status === 'unknown') isCarried = false;
    if (said.used !== null) evidence.push(said.used);
    if (said.status === 'revoked' || newer) findings.push({ reason: 'revoked', detail: one.subject });
    else if (said.status === 'unknown') findings.push({ reason: 'revocation_unknown', detail: one.subject });
  }
  return { findings, chain, evidence, isCarried };
}

/** An answer of today may say that a certificate was revoked before the instant, which the document's own did not know yet. */
function revokedLater(one: Certificate, issuer: Certificate, trust: Trust, at: Date): boolean {
  return revocationOf(one, issuer, trust.revocations, { at, now: trust.now }).status === 'revoked';
}

function purposeFindings(signer: Certificate): Finding[] {
  const { keyUsages, extendedKeyUsages: extended } = signer;
  const usageFits =
    keyUsages === null || keyUsages.includes('digitalSignature') || keyUsages.includes('nonRepudiation');
  const purposeFits = extended === null || extended.some((one) => signingPurposes.has(one));
  const isOther = extended?.some((one) => one === oid.timeStamping || one === oid.ocspSigning) === true;
  if (usageFits && purposeFits && !isOther && !signer.isAuthority) return [];
  return [{ reason: 'wrong_purpose', detail: signer.subject }];
}

/** Without a proven time nobody knows whether an expired certificate was still good when it signed. */
function inTime(one: Finding, provenAt: Date | null): Finding {
  return one.reason === 'expired' && provenAt === null ? { reason: 'time_unproven', detail: one.detail } : one;
}
