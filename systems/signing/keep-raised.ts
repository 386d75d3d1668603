import { uuid } from '@cuaso/kernel/fields.ts';
import { getFile, readFile } from '@cuaso/platform/files/read-file.ts';
import { storeFile } from '@cuaso/platform/files/store-file.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { checkPdf } from '@cuaso/platform/signing/pdf/check-pdf.ts';
import { purposeOf } from '@cuaso/platform/signing/purpose.ts';
import type { DocumentReport } from '@cuaso/platform/signing/report.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { withEvidence } from './evidence-of.ts';
import { addVersion, overallOf, updateSignatures } from './keep-document.ts';
import { loadTrust } from './load-trust.ts';

type Held = { purpose: string; subjectId: string; fileId: string };

/**
 * Keeps a raised document: the same bytes with a time stamp and evidence behind them. It is checked again; a file that does not
 * begin with the bytes of before, or holds less well, is not taken. What could not be raised is tried later.
 */
export const keepRaised = command({
  name: 'signing.keep-raised',
  summary: 'Lưu văn bản đã nâng mức chữ ký',
  input: z.strictObject({ documentId: uuid, fileId: uuid, base64: z.string() }),
  output: z.strictObject({ level: z.string() }),
  access: { system: 'Chỉ việc nền nâng mức chữ ký' },
  run: async (ctx, { documentId, fileId, base64 }) => {
    const found = await sql<Held>`select purpose, subject_id as "subjectId", file_id as "fileId" from signing.document
      where id = ${documentId} and superseded_at is null for update`.execute(ctx.tx);
    const held = found.rows[0];
    // Signed once more in between: that version is raised at the next turn.
    if (held === undefined || held.fileId !== fileId) return { level: '' };
    const { bytes, report } = await raised(ctx, fileId, Buffer.from(base64, 'base64'));
    const { level, verdict } = overallOf(report);
    const newFileId = bytes === undefined ? fileId : await replaceFile(ctx, documentId, held, bytes);
    await updateSignatures(ctx, documentId, report);
    await sql`update signing.document set file_id = ${newFileId}, level = ${level}, verdict = ${verdict}, checked_at = ${ctx.now},
      raise_tries = raise_tries + 1 where id = ${documentId}`.execute(ctx.tx);
    return { level };
  },
});

type Raised = { bytes: Buffer | undefined; report: DocumentReport };

async function raised(ctx: Context, fileId: string, offered: Buffer): Promise<Raised> {
  const trust = await loadTrust(ctx);
  const before = (await readFile(ctx, fileId)).bytes;
  const stamped =
    offered.length > before.length && offered.subarray(0, before.length).equals(before) ? offered : before;
  const report = await checkPdf(stamped, trust);
  const complete = await withEvidence(stamped, report, trust);
  if (complete !== undefined) return { bytes: complete, report: await checkPdf(complete, trust) };
  return { bytes: stamped === before ? undefined : stamped, report };
}

async function replaceFile(ctx: Context, documentId: string, held: Held, bytes: Buffer): Promise<string> {
  const { name } = await getFile(ctx, held.fileId);
  const file = await storeFile(ctx, { name, bytes, purpose: 'signed' });
  await addVersion(ctx, documentId, file.id, 'raised');
  const change = { subjectId: held.subjectId, oldFileId: held.fileId, newFileId: file.id };
  await purposeOf(ctx, held.purpose).replaced(ctx, change);
  return file.id;
}
