import { createHash } from 'node:crypto';
import { fail } from '@cuaso/kernel/errors.ts';
import { dayOf } from '@cuaso/kernel/clock.ts';
import { shortText } from '@cuaso/kernel/fields.ts';
import { attachFiles } from '@cuaso/platform/cases/attach-files.ts';
import { type HeldDossier, holdDossier, requireAction } from '@cuaso/platform/cases/dossier.ts';
import { readFile } from '@cuaso/platform/files/read-file.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { invalidInput } from '@cuaso/platform/operations/invalid-input.ts';
import { fieldsOf } from '@cuaso/platform/signing/pdf/form-fields.ts';
import { openPdf } from '@cuaso/platform/signing/pdf/open-pdf.ts';
import {
  addTextFields,
  baselinePart,
  fillTextFields,
  type TextField,
} from '@cuaso/platform/signing/pdf/text-fields.ts';
import type { Purpose, SignedNow, ToSign } from '@cuaso/platform/signing/purpose.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { act, targetOf } from './act.ts';
import { formDay } from './forms/form-parts.ts';
import { readyOf } from './issue-result.ts';
import { loadDossierRow } from './load-dossier.ts';
import { resultPdfOf } from './result-pdf.ts';
import { signatureOf, signerOf } from './sign-result.ts';

const personParams = z.object({ seq: z.int().min(1).optional() });
const sealParams = z.object({ seq: z.int().min(1).optional(), number: shortText(60) });

/**
 * The result of a dossier: a leader signs what was drafted, then the records office numbers it, dates it and puts the
 * agency's seal on (Decree 30/2020, art. 13 to 15). Each signature moves the dossier on when it is made and checked.
 */
export const resultPurpose: Purpose = {
  name: 'onestop.result',
  title: 'Kết quả giải quyết hồ sơ',
  prepare: (ctx, subject) =>
    subject.role === 'person' ? prepareForLeader(ctx, subject) : prepareForSeal(ctx, subject),
  finish: async (ctx, signed) => {
    if (signed.role === 'person') await afterLeader(ctx, signed);
    else await afterSeal(ctx, signed);
  },
  replaced: async (ctx, { oldFileId, newFileId }) => {
    await sql`update cases.attachment set file_id = ${newFileId} where file_id = ${oldFileId}`.execute(ctx.tx);
  },
};

type SignatureBlock = Extract<ToSign['shownAt'], { kind: 'signature_block' }>;
type Subject = Parameters<Purpose['prepare']>[1];

async function prepareForLeader(ctx: Context, { subjectId, params }: Subject): Promise<ToSign> {
  const { seq } = parsed(personParams, params);
  const dossier = await hold(ctx, subjectId, { action: 'sign', permission: 'onestop.sign', seq });
  const row = await loadDossierRow(ctx, subjectId);
  const { signerName: name, signerTitle: title } = signerOf(ctx, dossier);
  const { bytes, blanks, shownAt } = await resultPdfOf(ctx, row, { name, title });
  const fields = blanks.map(blankField);
  const withBlanks = fields.length === 0 ? bytes : addTextFields(bytes, fields);
  return {
    ...aboutOf(dossier),
    bytes: withBlanks,
    reason: 'Ký duyệt kết quả giải quyết thủ tục hành chính',
    shownAt,
    allowsFilling: 'form_filling',
    params: { draft: draftHash(dossier), shownAt },
  };
}

async function prepareForSeal(ctx: Context, { subjectId, params }: Subject): Promise<ToSign> {
  const { seq, number } = parsed(sealParams, params);
  const dossier = await hold(ctx, subjectId, { action: 'issue', permission: 'onestop.issue', seq });
  const signed = dossier.state.signed;
  const fileId = signed?.fileId ?? fail('conflict', 'onestop.signed_on_paper');
  const { bytes } = await readFile(ctx, fileId);
  const filled = fillTextFields(bytes, blanksIn(bytes, { so: number, ngay: formDay(ctx.now) }));
  return {
    ...aboutOf(dossier),
    bytes: filled,
    reason: 'Phát hành kết quả giải quyết thủ tục hành chính',
    shownAt: signed?.shownAt ?? { kind: 'text_corner', lines: [] },
    allowsFilling: 'nothing',
    params: { draft: draftHash(dossier), number, on: dayOf(ctx.now), fileId },
  };
}

type Blank = Awaited<ReturnType<typeof resultPdfOf>>['blanks'][number];

const blankLooks = { so: { width: 108, style: 'upright' }, ngay: { width: 150, style: 'italic' } } as const;
/** Number and day are set in 13 points (Decree 30/2020, annex I). */
const fontSizePt = 13;
const wordGap = 3.5;

/** The empty field at a marked place: the mark is the line that the letters stand on. */
function blankField({ name, page, x, y }: Blank): TextField {
  const { width, style } = blankLooks[name];
  const rect = { x: x + wordGap, y: y - fontSizePt * baselinePart, width, height: fontSizePt * 1.25 };
  return { name, page, rect, fontSizePt, align: 'left', style };
}

/** What is filled in of a document that was made here; one that was made elsewhere has its number and day already. */
function blanksIn(bytes: Buffer, values: Record<string, string>): Record<string, string> {
  const names = new Set(fieldsOf(openPdf(bytes)).map((field) => field.name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

async function afterLeader(ctx: Context, signed: SignedNow): Promise<void> {
  await act(
    ctx,
    { dossierId: signed.subjectId },
    {
      action: 'sign',
      permission: 'onestop.sign',
      decide: async (dossier) => {
        requireSameDraft(dossier, signed);
        await attachFiles(ctx, dossier, 'draft', [{ fileIds: [signed.fileId] }]);
        const { documentId, fileId, params } = signed;
        const shownAt = params['shownAt'] as SignatureBlock;
        return signatureOf(ctx, dossier, { method: 'digital', documentId, fileId, shownAt });
      },
    },
  );
}

async function afterSeal(ctx: Context, signed: SignedNow): Promise<void> {
  await act(
    ctx,
    { dossierId: signed.subjectId },
    {
      action: 'issue',
      permission: 'onestop.issue',
      decide: async (dossier) => {
        requireSameDraft(dossier, signed);
        // What the handler attached unsigned stays with the work papers; the applicant gets the signed document.
        await sql`update cases.attachment set role = 'draft' where dossier_id = ${dossier.id} and role = 'result'`.execute(
          ctx.tx,
        );
        await attachFiles(ctx, dossier, 'result', [{ fileIds: [signed.fileId] }]);
        return readyOf(ctx, dossier, String(signed.params['number'] ?? ''));
      },
    },
  );
}

/** What a caller says beside the dossier; a wrong word is his mistake, not ours. */
function parsed<S extends z.ZodType>(schema: S, params: unknown): z.output<S> {
  const read = schema.safeParse(params);
  if (!read.success) throw invalidInput(read.error);
  return read.data;
}

type Asked = { action: 'sign' | 'issue'; permission: string; seq: number | undefined };

async function hold(ctx: Context, dossierId: string, { action, permission, seq }: Asked): Promise<HeldDossier> {
  const dossier = await holdDossier(ctx, dossierId);
  requireAccess(ctx.actor, permission, targetOf(dossier), 'onestop.view');
  if (seq !== undefined && seq !== dossier.seq) fail('conflict', 'cases.changed_meanwhile', { seq: dossier.seq });
  requireAction(dossier, action);
  return dossier;
}

function aboutOf(dossier: HeldDossier): Pick<ToSign, 'title' | 'detail' | 'agencyId' | 'fileName' | 'location'> {
  return {
    title: dossier.procedureName.slice(0, 300),
    detail: `${dossier.code} · ${dossier.state.applicant.name}`,
    agencyId: dossier.agencyId,
    fileName: `ket-qua-${dossier.code}.pdf`,
    location: '',
  };
}

/** What was signed must still be what stands in the dossier: the same draft, at the same stay in this step. */
function draftHash({ state }: HeldDossier): string {
  const said = JSON.stringify([state.draft, state.stepKey, state.stepStartedAt]);
  return createHash('sha256').update(said).digest('hex');
}

function requireSameDraft(dossier: HeldDossier, signed: SignedNow): void {
  if (signed.params['draft'] !== draftHash(dossier)) fail('conflict', 'signing.changed_meanwhile');
}
