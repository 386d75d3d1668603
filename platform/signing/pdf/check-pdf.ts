import type { CheckedCms } from '../cms/check.ts';
import { checkCms, unreadable, verdictOf } from '../cms/check.ts';
import { BadCms, readCms, trimDer } from '../cms/read.ts';
import type { Certificate } from '../pki/certificate.ts';
import { BadCertificate, certificateOf } from '../pki/certificate.ts';
import type { DocumentReport, Finding, SignatureReport } from '../report.ts';
import type { Trust } from '../trust.ts';
import { carriedEvidence } from './add-evidence.ts';
import { tooComplex } from './bad-pdf.ts';
import type { DocumentStamp } from './check-document-stamps.ts';
import { checkDocumentStamps } from './check-document-stamps.ts';
import type { Coverage } from './coverage.ts';
import { coverageOf, digestOfParts } from './coverage.ts';
import type { FoundChange } from './judgement.ts';
import { laterChangesOf } from './later-changes.ts';
import type { PdfFile } from './open-pdf.ts';
import { openPdf, pdfBudgets } from './open-pdf.ts';
import type { PdfSignature } from './read-signatures.ts';
import { coveredEnd, readSignatures } from './read-signatures.ts';

/** How often one file is opened again as it was signed. */
const mostSignatures = 50;
const openedTimes = 4;

type Carried = { answers: Buffer[]; certificates: Certificate[] };
type Checked = { signature: PdfSignature; coverage: Coverage; cms: CheckedCms };

/**
 * Checks all signatures of a PDF (ETSI EN 319 142-1; circular 41/2017): what each covers, whether it holds, and what was
 * changed after it. Throws `BadPdf` for a file that cannot be read without guessing.
 */
export function checkPdf(bytes: Buffer, trust: Trust): DocumentReport {
  const budgets = pdfBudgets(openedTimes);
  const file = openPdf(bytes, budgets);
  const signatures = readSignatures(file);
  if (signatures.length > mostSignatures) tooComplex('too many signatures');
  const coverages = new Map(signatures.map((one) => [one, coverageOf(file, one, budgets)]));
  const carried = carriedBy(file);
  const stamps = checkDocumentStamps(coverages, trust, carried.answers);
  const checked = [...coverages]
    .filter(([{ kind }]) => kind === 'signature')
    .map(([signature, coverage]) => {
      const own = stamps.filter((stamp) => coveredEnd(stamp.signature) > coveredEnd(signature));
      return { signature, coverage, cms: checkSignature({ signature, coverage, carried, stamps: own, trust }) };
    });
  const reports = checked.map((one) => reportOf(one, { file, signatures, checked }));
  return { format: 'pades', signatures: reports, isIntact: reports.length > 0 && reports.every(isValid) };
}

function isValid({ verdict }: SignatureReport): boolean {
  return verdict === 'valid';
}

function carriedBy(file: PdfFile): Carried {
  const { answers, certificates } = carriedEvidence(file);
  return { answers, certificates: certificates.flatMap((der) => findCertificate(der) ?? []) };
}

function findCertificate(der: Buffer): Certificate | null {
  try {
    return certificateOf(der);
  } catch (error) {
    if (error instanceof BadCertificate) return null;
    throw error;
  }
}

type ToCheck = {
  signature: PdfSignature;
  coverage: Coverage;
  carried: Carried;
  stamps: readonly DocumentStamp[];
  trust: Trust;
};

/** The signature itself, with the document time stamps that came after it. */
function checkSignature({ signature, coverage, carried, stamps, trust }: ToCheck): CheckedCms {
  const { parts, findings } = coverage;
  const own = parts === null ? null : checkedContents(signature, parts, { carried, stamps, trust });
  const cms = own ?? unreadable('pades', signature.claimedAt, findings[0]?.reason ?? 'malformed');
  const all = own === null && findings.length > 0 ? findings : [...findings, ...cms.findings];
  return {
    ...cms,
    findings: all,
    verdict: verdictOf(all),
    claimedAt: cms.claimedAt ?? signature.claimedAt,
    timeStamps: [...cms.timeStamps, ...stamps.map(({ token }) => token)],
    evidence: [...cms.evidence, ...stamps.flatMap(({ evidence }) => evidence)],
  };
}

function checkedContents(
  { contents }: PdfSignature,
  parts: readonly Buffer[],
  { carried, stamps, trust }: Pick<ToCheck, 'carried' | 'stamps' | 'trust'>,
): CheckedCms | null {
  const times = stamps.map(({ at }) => at.getTime());
  try {
    return checkCms({
      cms: readCms(trimDer(contents?.bytes ?? Buffer.alloc(0))),
      contentDigest: digestOfParts(parts),
      format: 'pades',
      trust,
      extraAnswers: carried.answers,
      extraCertificates: carried.certificates,
      provenBefore: times.length === 0 ? null : new Date(Math.min(...times)),
    });
  } catch (error) {
    if (error instanceof BadCms || error instanceof BadCertificate) return null;
    throw error;
  }
}

type Whole = { file: PdfFile; signatures: readonly PdfSignature[]; checked: readonly Checked[] };

function reportOf({ signature, coverage, cms }: Checked, { file, signatures, checked }: Whole): SignatureReport {
  const found = coverage.signed === null ? [] : laterChangesOf(signature, coverage.signed, file, signatures);
  const changes = found.map((change) => answeredFor(change, checked));
  const content = changes.filter(({ kind }) => kind === 'content');
  const changed = content.map(({ what }): Finding => ({ reason: 'changed_after', detail: what }));
  const findings = [...cms.findings, ...changed];
  return {
    ...cms,
    findings,
    verdict: verdictOf(findings),
    laterChanges: changes.map(({ kind, what }) => ({ kind, what })),
  };
}

/** What a later signature draws on a page is only taken for a seal when its signer is somebody and it holds. */
function answeredFor(change: FoundChange, all: readonly Checked[]): FoundChange {
  if (change.drawnBy === undefined) return change;
  const number = change.drawnBy.field.ref.number;
  const later = all.find(({ signature }) => signature.field.ref.number === number)?.cms;
  const isUnknown = later?.findings.some(({ reason }) => reason === 'authority_unknown') ?? true;
  if (later?.verdict === 'valid' || (later?.verdict === 'in_doubt' && !isUnknown)) return change;
  return { ...change, kind: 'content', what: `${change.what}: hình của chữ ký không có giá trị` };
}
