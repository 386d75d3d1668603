import type { HeldDossier } from '@cuaso/platform/cases/dossier.ts';
import type { EventBody } from '@cuaso/platform/cases/events.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { requestSeals } from '@cuaso/platform/signing/request-seal.ts';

/** Which form an event gives rise to; each carries the agency's seal (circular 01/2018, art. 9). */
const formOf: Partial<Record<EventBody['kind'], string>> = {
  accepted: 'onestop.receipt',
  supplement_requested: 'onestop.supplement',
  intake_refused: 'onestop.refusal',
  handed_over: 'onestop.control-sheet',
};

/** Has the forms sealed that these events give rise to. */
export async function sealFormsOf(ctx: Context, dossier: HeldDossier, bodies: readonly EventBody[]): Promise<void> {
  const purposes = bodies.flatMap(({ kind }) => formOf[kind] ?? []);
  const refused = bodies.some(({ kind }) => kind === 'result_ready') && dossier.state.draft?.outcome === 'refused';
  if (refused) purposes.push('onestop.refusal');
  await requestSeals(ctx, { purposes, subjectId: dossier.id, agencyId: dossier.agencyId });
}
