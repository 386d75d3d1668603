import type { Finding } from '../report.ts';
import type { Trust } from '../trust.ts';
import type { Certificate } from './certificate.ts';
import { chainOf } from './chain.ts';
import { oid } from './oids.ts';
import { type LinkRevocation, revocationsOfChain } from './revocations-of-chain.ts';

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
  const links = revocationsOfChain(chain, carried, trust, at);
  return {
    findings: [...findings, ...links.flatMap((link) => revocationFindings(link, at))],
    chain,
    evidence: links.flatMap(({ used }) => used ?? []),
    isCarried: links.every((one) => one.isCarried),
  };
}

function revocationFindings({ status, certificate: { subject, notAfter } }: LinkRevocation, at: Date): Finding[] {
  if (status === 'revoked') return [{ reason: 'revoked', detail: subject }];
  // Of an expired certificate nobody says this any more, and its end is told already.
  return status === 'good' || at > notAfter ? [] : [{ reason: 'revocation_unknown', detail: subject }];
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
