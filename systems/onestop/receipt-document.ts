import { describeLimit } from '@cuaso/kernel/explain-deadline.ts';
import { findSite } from '@cuaso/platform/identity/site.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import type { z } from 'zod';
import { documentOf, type FormFacts, type printed, slipNumberOf } from './form-facts.ts';
import { receiptForm } from './forms/receipt-form.ts';
import { papersInWords } from './in-words.ts';

/** Form 01 of a dossier: the receipt with the promised day and the code to follow the dossier by. */
export async function receiptDocumentOf(ctx: Context, facts: FormFacts): Promise<z.infer<typeof printed.output>> {
  const { row, definition, ...rest } = facts;
  const { shown, folded } = row;
  const bytes = await receiptForm({
    ...rest,
    number: slipNumberOf(row, 'TNHS'),
    code: shown.code,
    secret: row.secret,
    baseUrl: findSite(ctx.memory)?.origin ?? '',
    procedureName: shown.procedureName,
    subject: shown.subject,
    papers: papersInWords(definition, folded.papers),
    sets: 1,
    limitText: describeLimit(folded.limit),
    receivedAt: new Date(shown.acceptedAt ?? shown.submittedAt),
    dueAt: shown.dueAt === null ? null : new Date(shown.dueAt),
    returnPlace: `Bộ phận Tiếp nhận và Trả kết quả, ${facts.office.name}`,
    feeVnd: shown.feeVnd,
    notes: '',
    filerName: folded.applicant.name,
    issuedAt: ctx.now,
  });
  return documentOf(row, 'giay-tiep-nhan', bytes);
}
