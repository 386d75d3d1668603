import { createHash } from 'node:crypto';
import type { Context } from '@cuaso/platform/operations/context.ts';
import type { DocumentReport, Level, SignatureReport } from '@cuaso/platform/signing/report.ts';
import { levels } from '@cuaso/platform/signing/report.ts';
import { sql } from 'kysely';
import type { AnsweredItem } from './complete-item.ts';

type Checked = { fileId: string; report: DocumentReport };

/** Keeps a signed document: its newest file, its signatures with their checks, and what the checks stood on. */
export async function keepDocument(ctx: Context, item: AnsweredItem, { fileId, report }: Checked): Promise<string> {
  const { verdict, level } = overallOf(report);
  // The first signature begins a document: one that was sent back and drafted again is another one.
  if (report.signatures.length === 1) {
    await sql`update signing.document set superseded_at = ${ctx.now}
      where purpose = ${item.purpose} and subject_id = ${item.subjectId} and superseded_at is null`.execute(ctx.tx);
  }
  const found = await sql<{
    id: string;
  }>`insert into signing.document as d (id, purpose, subject_id, title, agency_id, format,
      file_id, level, verdict, created_at, checked_at)
    values (${ctx.newId()}, ${item.purpose}, ${item.subjectId}, ${item.title}, ${item.agencyId}, ${report.format}, ${fileId},
      ${level}, ${verdict}, ${ctx.now}, ${ctx.now})
    on conflict (purpose, subject_id) where superseded_at is null do update set file_id = excluded.file_id, level = excluded.level,
      verdict = excluded.verdict, title = excluded.title, checked_at = excluded.checked_at, raise_tries = 0
    returning id`.execute(ctx.tx);
  const documentId = found.rows[0]?.id ?? '';
  await addVersion(ctx, documentId, fileId, 'signed');
  for (const [index, signature] of report.signatures.entries()) {
    await keepSignature(ctx, documentId, index + 1, signature, item);
  }
  return documentId;
}

/** Writes the file that a document is from now on. */
export async function addVersion(
  ctx: Context,
  documentId: string,
  fileId: string,
  because: 'signed' | 'raised',
): Promise<void> {
  await sql`insert into signing.version (document_id, seq, file_id, because, at)
    select ${documentId}, coalesce(max(seq), 0) + 1, ${fileId}, ${because}, ${ctx.now}
    from signing.version where document_id = ${documentId}`.execute(ctx.tx);
}

/** What a whole document is worth: the worst verdict and the lowest level of its signatures. */
export function overallOf(report: DocumentReport): { verdict: SignatureReport['verdict']; level: Level } {
  const verdicts = report.signatures.map((one) => one.verdict);
  const verdict = verdicts.includes('invalid') ? 'invalid' : verdicts.includes('in_doubt') ? 'in_doubt' : 'valid';
  const lowest = Math.min(...report.signatures.map((one) => levels.indexOf(one.level)));
  return {
    verdict: report.isIntact ? verdict : verdict === 'valid' ? 'invalid' : verdict,
    level: levels[lowest] ?? 'B-B',
  };
}

/** Writes the result of a signature's check again, and keeps evidence that is new. */
export async function updateSignatures(ctx: Context, documentId: string, report: DocumentReport): Promise<void> {
  for (const [index, one] of report.signatures.entries()) {
    const updated = await sql<{
      id: string;
    }>`update signing.signature set proven_at = ${one.provenAt}, level = ${one.level},
        verdict = ${one.verdict}, findings = ${JSON.stringify(one.findings)}::jsonb, checked_at = ${ctx.now}
      where document_id = ${documentId} and seq = ${index + 1} returning id`.execute(ctx.tx);
    const row = updated.rows[0];
    if (row !== undefined) await keepEvidence(ctx, row.id, one);
  }
}

async function keepSignature(
  ctx: Context,
  documentId: string,
  seq: number,
  one: SignatureReport,
  item: AnsweredItem,
): Promise<void> {
  const isNew = one.signer?.der.equals(item.certificate) ?? false;
  const owner = isNew
    ? {
        role: item.role,
        certificateId: item.certificateId,
        sessionId: item.sessionId,
        name: item.holderName,
        title: item.positionTitle,
      }
    : { role: 'person', certificateId: null, sessionId: null, name: one.signer?.commonName ?? '', title: '' };
  const kept = await sql<{
    id: string;
  }>`insert into signing.signature as g (id, document_id, seq, role, certificate_id, session_id,
      signer_name, signer_title, claimed_at, proven_at, level, verdict, findings, checked_at)
    values (${ctx.newId()}, ${documentId}, ${seq}, ${owner.role}, ${owner.certificateId}, ${owner.sessionId}, ${owner.name},
      ${owner.title}, ${one.claimedAt ?? ctx.now}, ${one.provenAt}, ${one.level}, ${one.verdict},
      ${JSON.stringify(one.findings)}::jsonb, ${ctx.now})
    on conflict (document_id, seq) do update set proven_at = excluded.proven_at, level = excluded.level,
      verdict = excluded.verdict, findings = excluded.findings, checked_at = excluded.checked_at
    returning id`.execute(ctx.tx);
  await keepEvidence(ctx, kept.rows[0]?.id ?? '', one);
}

async function keepEvidence(ctx: Context, signatureId: string, one: SignatureReport): Promise<void> {
  const pieces = [
    ...one.chain.map((certificate) => ({ kind: 'certificate', der: certificate.der })),
    ...one.evidence.map((der) => ({ kind: 'revocation', der })),
    ...one.timeStamps.map((der) => ({ kind: 'time_stamp', der })),
  ];
  for (const { kind, der } of pieces) {
    const sha256 = createHash('sha256').update(der).digest('hex');
    await sql`insert into signing.evidence_content (sha256, der) values (${sha256}, ${der}) on conflict do nothing`.execute(
      ctx.tx,
    );
    await sql`insert into signing.evidence (signature_id, sha256, kind, kept_at)
      values (${signatureId}, ${sha256}, ${kind}, ${ctx.now}) on conflict do nothing`.execute(ctx.tx);
  }
}
