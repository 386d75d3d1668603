import { query } from '@cuaso/platform/operations/operation.ts';
import { loadFormFacts, printed } from './form-facts.ts';
import { receiptDocumentOf } from './receipt-document.ts';

/** Prints form 01, the receipt with the promised day and the code to follow the dossier by. */
export const printReceipt = query({
  name: 'onestop.print-receipt',
  summary: 'In giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01)',
  ...printed,
  access: { permission: 'onestop.view' },
  sees: (output) => [{ relation: 'cases.dossier', keys: [output.dossierId] }],
  run: async (ctx, { dossierId }) => receiptDocumentOf(ctx, await loadFormFacts(ctx, dossierId)),
});
