import { stepOf } from '@cuaso/platform/cases/actions.ts';
import type { Step } from '@cuaso/platform/cases/definition.ts';
import type { HeldDossier } from '@cuaso/platform/cases/dossier.ts';

const ofKind: Readonly<Record<Step['kind'], string>> = {
  handle: 'onestop.handle',
  review: 'onestop.review',
  sign: 'onestop.sign',
  issue: 'onestop.issue',
  hand_over: 'onestop.return',
};

/** The permission that working on the dossier's present step asks for. */
export function stepPermissionOf(dossier: HeldDossier): string {
  return ofKind[stepOf(dossier.state, dossier.definition)?.kind ?? 'handle'];
}

/** Before acceptance the one-stop desk asks, after it the solving agency (Decree 61/2018, art. 17 and 19). */
export function supplementPermissionOf(dossier: HeldDossier): string {
  return dossier.state.acceptedAt === null ? 'onestop.receive' : 'onestop.handle';
}
