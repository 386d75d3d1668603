import { describeLimit } from '@cuaso/kernel/explain-deadline.ts';
import { findSite } from '@cuaso/platform/identity/site.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { documentOf, loadFormFacts, printed, slipNumberOf } from './form-facts.ts';
import { receiptForm } from './forms/receipt-form.ts';
import { papersInWords } from './in-words.ts';

/** Prints form 01, the receipt with the promised day and the code to follow the dossier by. */
export const printReceipt = query({
  name: 'onestop.print-receipt',
  summary: 'In giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01)',
  ...printed,
  access: { permission: 'onestop.view' },
  sees: (output) => [{ relation: 'cases.dossier', keys: [output.dossierId] }],
  run: async (ctx, { dossierId }) => {
    const { row, definition, ...facts } = await loadFormFacts(ctx, dossierId);
    const { shown, folded } = row;
    const bytes = await receiptForm({
      ...facts,
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
  },
});
