import type { Purpose } from '@cuaso/platform/signing/purpose.ts';
import { loadReceipt, receiptFileName, typesetReceipt } from './receipt-document.ts';

const title = 'Biên lai thu phí, lệ phí';

/** A receipt under the seal of the agency, where its key is on the server (Decree 123/2020, art. 34). */
export const receiptPurpose: Purpose = {
  name: 'payments.receipt',
  title,
  prepare: async (ctx, { subjectId }) => {
    const receipt = await loadReceipt(ctx, subjectId);
    return {
      title,
      detail: receipt.dossierCode,
      agencyId: receipt.agencyId,
      fileName: receiptFileName(receipt),
      bytes: Buffer.from(await typesetReceipt(receipt)),
      reason: title,
      location: '',
      shownAt: { kind: 'text_corner', lines: [receipt.officeName] },
      allowsFilling: 'nothing',
      params: {},
    };
  },
  finish: async () => undefined,
  replaced: async () => undefined,
};
