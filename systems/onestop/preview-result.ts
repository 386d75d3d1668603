import { requireAccess } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { documentOf, printed } from './form-facts.ts';
import { loadDossierRow } from './load-dossier.ts';
import { resultPdfOf } from './result-pdf.ts';

/** The drafted result as it will be signed, but for number, day and signatures: what a leader reads before he signs. */
export const previewResult = query({
  name: 'onestop.preview-result',
  summary: 'Xem trước văn bản kết quả sẽ ký',
  ...printed,
  access: { permission: 'onestop.view' },
  sees: (output) => [{ relation: 'cases.dossier', keys: [output.dossierId] }],
  run: async (ctx, { dossierId }) => {
    const row = await loadDossierRow(ctx, dossierId);
    requireAccess(ctx.actor, 'onestop.view', row.target, 'onestop.view');
    const { actor } = ctx;
    const leader = actor.kind === 'official' ? actor.positions.find((one) => one.duty === 'leader') : undefined;
    const signer =
      leader === undefined || !('name' in actor) ? { name: '', title: '' } : { name: actor.name, title: leader.title };
    const { bytes } = await resultPdfOf(ctx, row, signer);
    return documentOf(row, 'du-thao-ket-qua', bytes);
  },
});
