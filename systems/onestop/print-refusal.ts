import { fail } from '@cuaso/kernel/errors.ts';
import { loadEvents } from '@cuaso/platform/cases/load-events.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { documentOf, type FormFacts, type Printed, printed, slipNumberOf } from './form-facts.ts';
import { printedForm } from './printed-form.ts';
import { refusalForm } from './forms/refusal-form.ts';

const guidance = 'Người nộp có thể hoàn thiện và nộp lại hồ sơ, hoặc khiếu nại theo quy định của pháp luật.';

/** Prints form 03: a dossier that was not taken in, or whose result is a refusal, with the reason. */
export const printRefusal = query({
  name: 'onestop.print-refusal',
  summary: 'In phiếu từ chối tiếp nhận, giải quyết hồ sơ (mẫu 03)',
  ...printed,
  access: { permission: 'onestop.view' },
  sees: (output) => [{ relation: 'cases.dossier', keys: [output.dossierId] }],
  run: (ctx, { dossierId }) => printedForm(ctx, dossierId, 'onestop.refusal', refusalDocumentOf),
});

/** Form 03 of a dossier that was refused. */
export async function refusalDocumentOf(ctx: Context, { row, definition: _, ...facts }: FormFacts): Promise<Printed> {
  const events = await loadEvents(ctx, row.id);
  const refused = events.findLast((event) => event.kind === 'intake_refused');
  const { draft, readyAt } = row.folded;
  const notGranted = readyAt !== null && draft?.outcome === 'refused' ? draft.summary : undefined;
  const reason = refused?.reason ?? notGranted ?? fail('not_found', 'onestop.not_refused');
  const bytes = await refusalForm({
    ...facts,
    number: slipNumberOf(row, 'TCHS'),
    code: row.shown.code,
    procedureName: row.shown.procedureName,
    stage: refused === undefined ? 'resolution' : 'intake',
    reason,
    guidance,
    filerName: row.folded.applicant.name,
    issuedAt: refused?.at ?? new Date(readyAt ?? ctx.now),
  });
  return documentOf(row, 'phieu-tu-choi', bytes);
}
