import { query } from '@cuaso/platform/operations/operation.ts';
import { printed } from './form-facts.ts';
import { printedForm } from './printed-form.ts';
import { receiptDocumentOf } from './receipt-document.ts';

/** Prints form 01, the receipt with the promised day and the code to follow the dossier by. */
export const printReceipt = query({
  name: 'onestop.print-receipt',
  summary: 'In giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01)',
  ...printed,
  access: { permission: 'onestop.view' },
  sees: (output) => [{ relation: 'cases.dossier', keys: [output.dossierId] }],
  run: (ctx, { dossierId }) => printedForm(ctx, dossierId, 'onestop.receipt', receiptDocumentOf),
});
