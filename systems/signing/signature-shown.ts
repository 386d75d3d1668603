import type { SignatureReport } from '@cuaso/platform/signing/report.ts';
import { z } from 'zod';
import { findingSentences, levelTitles } from './in-words.ts';
import { nameIn } from './name-in.ts';

/** One signature as a person reads it. */
export const signatureShownSchema = z.strictObject({
  verdict: z.enum(['valid', 'invalid', 'in_doubt']),
  signerName: z.string(),
  organisation: z.string(),
  issuerName: z.string(),
  serial: z.string(),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  claimedAt: z.string().nullable(),
  provenAt: z.string().nullable(),
  level: z.enum(['B-B', 'B-T', 'B-LT']),
  levelTitle: z.string(),
  algorithm: z.string(),
  /** Why it does not hold or is in doubt: one sentence each. */
  findings: z.array(z.strictObject({ reason: z.string(), sentence: z.string(), detail: z.string() })),
  /** What was lawfully added afterwards, in words: another signature, number and day, evidence. */
  added: z.array(z.string()),
});

const addedWords: Readonly<Record<string, string>> = {
  signature: 'Thêm một chữ ký',
  time_stamp: 'Thêm dấu thời gian',
  evidence: 'Thêm bằng chứng kiểm tra',
};

/** The report of a signature in words. */
export function signatureShown(report: SignatureReport): z.infer<typeof signatureShownSchema> {
  const { signer } = report;
  const added = report.laterChanges
    .filter((change) => change.kind !== 'content')
    .map((change) => addedWords[change.kind] ?? `Điền mục “${fieldTitles[change.what] ?? change.what}”`);
  return {
    verdict: report.verdict,
    signerName: signer?.commonName ?? '',
    organisation: signer?.organisation ?? '',
    issuerName: signer === null ? '' : nameIn(signer.issuer),
    serial: signer?.serial ?? '',
    validFrom: signer?.notBefore.toISOString() ?? null,
    validUntil: signer?.notAfter.toISOString() ?? null,
    claimedAt: report.claimedAt?.toISOString() ?? null,
    provenAt: report.provenAt?.toISOString() ?? null,
    level: report.level,
    levelTitle: levelTitles[report.level],
    algorithm: report.algorithm,
    findings: report.findings.map(({ reason, detail }) => ({ reason, detail, sentence: findingSentences[reason] })),
    added: [...new Set(added)],
  };
}

const fieldTitles: Readonly<Record<string, string>> = { so: 'Số, ký hiệu', ngay: 'Ngày ban hành' };
