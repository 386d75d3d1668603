import type { EventBody } from '@cuaso/platform/cases/events.ts';
import { loadEvents } from '@cuaso/platform/cases/load-events.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import type { Purpose } from '@cuaso/platform/signing/purpose.ts';
import { type FormFacts, formFactsOf, type Printed } from './form-facts.ts';
import { loadDossierRow } from './load-dossier.ts';
import { controlSheetDocumentOf } from './print-control-sheet.ts';
import { refusalDocumentOf } from './print-refusal.ts';
import { supplementDocumentOf } from './print-supplement.ts';
import { receiptDocumentOf } from './receipt-document.ts';

type Form = {
  name: string;
  title: string;
  /** The events that give rise to it; who did the last of them is the clerk on the form. */
  kinds: readonly EventBody['kind'][];
  make: (ctx: Context, facts: FormFacts) => Promise<Printed>;
};

const forms: readonly Form[] = [
  {
    name: 'onestop.receipt',
    title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
    kinds: ['accepted'],
    make: receiptDocumentOf,
  },
  {
    name: 'onestop.supplement',
    title: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
    kinds: ['supplement_requested'],
    make: supplementDocumentOf,
  },
  {
    name: 'onestop.refusal',
    title: 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ',
    kinds: ['intake_refused', 'result_ready'],
    make: refusalDocumentOf,
  },
  {
    name: 'onestop.control-sheet',
    title: 'Phiếu kiểm soát quá trình giải quyết hồ sơ',
    kinds: ['handed_over'],
    make: controlSheetDocumentOf,
  },
];

/** The forms 01, 02, 03 and 05 under the agency's seal (circular 01/2018, art. 9); printed again they are the same bytes. */
export const formPurposes: readonly Purpose[] = forms.map((form) => ({
  name: form.name,
  title: form.title,
  prepare: async (ctx, { subjectId }) => {
    const row = await loadDossierRow(ctx, subjectId);
    const events = await loadEvents(ctx, row.id);
    const clerkName = events.findLast((event) => form.kinds.includes(event.kind))?.actorName ?? '';
    const made = await form.make(ctx, { ...(await formFactsOf(ctx, row)), clerkName });
    return {
      title: form.title,
      detail: row.shown.code,
      agencyId: row.shown.agencyId,
      fileName: made.name,
      bytes: Buffer.from(made.base64, 'base64'),
      reason: form.title,
      location: '',
      shownAt: { kind: 'text_corner' as const, lines: [row.shown.agencyName] },
      allowsFilling: 'nothing' as const,
      params: {},
    };
  },
  finish: async () => undefined,
  replaced: async () => undefined,
}));
