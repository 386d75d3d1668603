import { fail } from '@cuaso/kernel/errors.ts';
import { loadEvents } from '@cuaso/platform/cases/load-events.ts';
import { findSite } from '@cuaso/platform/identity/site.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { documentOf, type FormFacts, type Printed, printed, slipNumberOf } from './form-facts.ts';
import { printedForm } from './printed-form.ts';
import { supplementForm } from './forms/supplement-form.ts';

/** Prints form 02 for the last request: what is missing, why, and whom to ask. */
export const printSupplement = query({
  name: 'onestop.print-supplement',
  summary: 'In phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (mẫu 02)',
  ...printed,
  access: { permission: 'onestop.view' },
  sees: (output) => [{ relation: 'cases.dossier', keys: [output.dossierId] }],
  run: (ctx, { dossierId }) => printedForm(ctx, dossierId, 'onestop.supplement', supplementDocumentOf),
});

/** Form 02 of a dossier's last request. */
export async function supplementDocumentOf(ctx: Context, { row, definition, ...facts }: FormFacts): Promise<Printed> {
  const events = await loadEvents(ctx, row.id);
  const asked = events.findLast((event) => event.kind === 'supplement_requested');
  if (asked === undefined) fail('not_found', 'onestop.nothing_asked');
  const site = findSite(ctx.memory)?.origin;
  const bytes = await supplementForm({
    ...facts,
    number: slipNumberOf(row, 'HDHS'),
    code: row.shown.code,
    procedureName: row.shown.procedureName,
    missing: definition.papers.filter((paper) => asked.paperKeys.includes(paper.key)).map((paper) => paper.name),
    reason: asked.reason,
    contactName: asked.actorName,
    contactPhone: '',
    link: row.shown.channel === 'online' && site !== undefined ? `${site}/ho-so/${row.id}` : '',
    issuedAt: asked.at,
  });
  return documentOf(row, 'phieu-yeu-cau-bo-sung', bytes);
}
