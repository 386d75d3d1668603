import { query } from '@cuaso/platform/operations/operation.ts';
import { findSealedForm, formFactsOf, loadDossierRow, printed, receiptDocumentOf } from '../onestop/public.ts';
import { requireMine } from './my-dossier.ts';

/** The receipt (form 01) of an own dossier, to print at home. */
export const printMyReceipt = query({
  name: 'services.print-my-receipt',
  summary: 'In giấy tiếp nhận hồ sơ của tôi (mẫu 01)',
  ...printed,
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: async (ctx, { dossierId }) => {
    const row = await loadDossierRow(ctx, dossierId);
    requireMine(ctx, row.accountId);
    return (await findSealedForm(ctx, row, 'onestop.receipt')) ?? receiptDocumentOf(ctx, await formFactsOf(ctx, row));
  },
});
