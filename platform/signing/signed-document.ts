import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import type { Level, SignatureReport } from './report.ts';
import type { SigningRole } from './purpose.ts';

/** A signed document of a dossier or another subject, with its signatures as they were checked last. */
export type SignedDocument = {
  documentId: string;
  fileId: string;
  verdict: SignatureReport['verdict'];
  level: Level;
  checkedAt: Date;
  signatures: {
    role: SigningRole;
    signerName: string;
    signerTitle: string;
    claimedAt: string;
    provenAt: string | null;
    verdict: SignatureReport['verdict'];
    level: Level;
    findings: SignatureReport['findings'];
  }[];
};

/** The document of this purpose about this subject, if there is one; who asks has decided that the actor may see it. */
export async function findSignedDocument(
  ctx: Context,
  purpose: string,
  subjectId: string,
): Promise<SignedDocument | undefined> {
  const found = await sql<SignedDocument>`select d.id as "documentId", d.file_id as "fileId", d.verdict, d.level,
      d.checked_at as "checkedAt", (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'signerName', g.signer_name,
        'signerTitle', g.signer_title, 'claimedAt', g.claimed_at, 'provenAt', g.proven_at, 'verdict', g.verdict,
        'level', g.level, 'findings', g.findings) order by g.seq), '[]') from signing.signature g where g.document_id = d.id) as signatures
    from signing.document d
    where d.purpose = ${purpose} and d.subject_id = ${subjectId} and d.superseded_at is null`.execute(ctx.tx);
  return found.rows[0];
}

/** The open session in which a document about this subject is being signed now, and whose it is. */
export async function findSessionOf(
  ctx: Context,
  purpose: string,
  subjectId: string,
): Promise<{ sessionId: string; officialId: string | null } | undefined> {
  const found = await sql<{ sessionId: string; officialId: string | null }>`select s.id as "sessionId",
      s.official_id as "officialId"
    from signing.item i join signing.session s on s.id = i.session_id
    where i.purpose = ${purpose} and i.subject_id = ${subjectId} and i.state in ('waiting', 'sent', 'answered')`.execute(
    ctx.tx,
  );
  return found.rows[0];
}
