import { describeLimit } from '@cuaso/kernel/explain-deadline.ts';
import type { Definition } from '@cuaso/platform/cases/definition.ts';
import { loadEvents, type StoredEvent } from '@cuaso/platform/cases/load-events.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { documentOf, type FormFacts, type Printed, printed, slipNumberOf } from './form-facts.ts';
import { printedForm } from './printed-form.ts';
import { controlSheet, type Turn } from './forms/control-sheet.ts';

/** Prints form 05: how the dossier went from hand to hand, and when. */
export const printControlSheet = query({
  name: 'onestop.print-control-sheet',
  summary: 'In phiếu kiểm soát quá trình giải quyết hồ sơ (mẫu 05)',
  ...printed,
  access: { permission: 'onestop.view' },
  sees: (output) => [{ relation: 'cases.dossier', keys: [output.dossierId] }],
  run: (ctx, { dossierId }) => printedForm(ctx, dossierId, 'onestop.control-sheet', controlSheetDocumentOf),
});

/** Form 05 of a dossier as it is now. */
export async function controlSheetDocumentOf(ctx: Context, { row, definition, ...facts }: FormFacts): Promise<Printed> {
  const events = await loadEvents(ctx, row.id);
  const bytes = await controlSheet({
    ...facts,
    number: slipNumberOf(row, 'KSHS'),
    code: row.shown.code,
    procedureName: row.shown.procedureName,
    limitText: describeLimit(row.folded.limit),
    receivedAt: new Date(row.shown.acceptedAt ?? row.shown.submittedAt),
    dueAt: row.shown.dueAt === null ? null : new Date(row.shown.dueAt),
    turns: turnsOf(events, definition),
    issuedAt: ctx.now,
  });
  return documentOf(row, 'phieu-kiem-soat', bytes);
}

/** Each time the dossier changed its step: from which, to which, who gave it on, and who took it up there. */
function turnsOf(events: readonly StoredEvent[], definition: Definition): Turn[] {
  const titleOf = (key: string | null) => definition.steps.find((step) => step.key === key)?.title ?? '';
  let from = 'Bộ phận Một cửa';
  return events.flatMap((event, index): Turn[] => {
    if (!('stepKey' in event)) return [];
    const to = titleOf(event.stepKey);
    const turn = {
      from,
      to,
      giver: event.actorName,
      taker: takerAfter(events, index),
      at: event.at,
      timeliness: null,
      note: 'note' in event ? event.note : 'reason' in event ? event.reason : '',
    };
    from = to;
    return [turn];
  });
}

/** Who did the next thing with the dossier at its new step. */
function takerAfter(events: readonly StoredEvent[], index: number): string {
  return events[index + 1]?.actorName ?? '';
}
