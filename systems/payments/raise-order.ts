import { feeLinesOf } from '@cuaso/platform/cases/fee-lines.ts';
import type { HeldDossier } from '@cuaso/platform/cases/dossier.ts';
import type { FeeDue } from '@cuaso/platform/cases/fee-lines.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { openOrder } from './order.ts';

/** Raises what a dossier owes at filing or on notice, by the definition that it pins; nothing where nothing is owed. */
export function raiseOrder(ctx: Context, dossier: HeldDossier, due: FeeDue): Promise<string | null> {
  const { state, definition } = dossier;
  return openOrder(ctx, {
    dossierId: dossier.id,
    agencyId: dossier.agencyId,
    accountId: dossier.accountId,
    payerName: state.applicant.name,
    due,
    lines: feeLinesOf(definition, state.channel, state.answers),
  });
}
