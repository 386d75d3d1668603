import { addEvidence } from '@cuaso/platform/signing/pdf/add-evidence.ts';
import { kindOfRevocation } from '@cuaso/platform/signing/pki/revocation.ts';
import type { DocumentReport } from '@cuaso/platform/signing/report.ts';
import type { Trust } from '@cuaso/platform/signing/trust.ts';

/**
 * The document with the evidence of all its signatures in it (PAdES B-LT): their chains and the revocation answers that the
 * check stood on. Nothing while a signature has no time stamp or an answer is still missing.
 */
export async function withEvidence(bytes: Buffer, report: DocumentReport, trust: Trust): Promise<Buffer | undefined> {
  const all = report.signatures;
  if (all.some((one) => one.verdict !== 'valid' || one.provenAt === null)) return undefined;
  if (all.every((one) => one.level === 'B-LT')) return undefined;
  const answers = unique(all.flatMap((one) => one.evidence));
  const certificates = unique([
    ...all.flatMap((one) => one.chain.map((certificate) => certificate.der)),
    ...trust.authorities.map(({ certificate }) => certificate.der),
  ]);
  const crls = answers.filter((der) => kindOfRevocation(der) === 'crl');
  const ocsps = answers.filter((der) => kindOfRevocation(der) === 'ocsp');
  return addEvidence(bytes, { certificates, crls, ocsps });
}

function unique(all: readonly Buffer[]): Buffer[] {
  return [...new Map(all.map((der) => [der.toString('base64'), der])).values()];
}
