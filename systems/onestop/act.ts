import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { allows, requireAccess, type Target } from '@cuaso/platform/access/access.ts';
import type { Action } from '@cuaso/platform/cases/actions.ts';
import { append, type HeldDossier, holdDossier, requireAction } from '@cuaso/platform/cases/dossier.ts';
import type { EventBody } from '@cuaso/platform/cases/events.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { z } from 'zod';
import { cancelUnpaid } from '../payments/public.ts';
import { cancelWaiting } from '../post/public.ts';
import { sealFormsOf } from './seal-forms.ts';

/** What every command on a dossier names: which one, and the state it was decided on (`seq`), if known. */
export const actionInput = { dossierId: uuid, seq: z.int().min(1).optional() };

/** What every command on a dossier answers. */
export const actedSchema = z.strictObject({
  dossierId: z.string(),
  code: z.string(),
  seq: z.int(),
  state: z.string(),
  stepKey: z.string().nullable(),
  closedAs: z.string().nullable(),
});
/** What every command on a dossier answers. */
export type Acted = z.infer<typeof actedSchema>;

/** One action on a dossier: who may do it, and what happens then. */
export type Act = {
  action: Action;
  /** The permission it asks for, which may depend on where the dossier stands once it is locked. */
  permission: string | ((dossier: HeldDossier) => string);
  decide: (dossier: HeldDossier) => EventBody[] | Promise<EventBody[]>;
};

/** Takes the dossier in hand, asks access and the step, and writes what happens. */
export async function act(
  ctx: Context,
  input: { dossierId: string; seq?: number | undefined },
  what: Act,
): Promise<Acted> {
  const dossier = await holdDossier(ctx, input.dossierId);
  const permission = typeof what.permission === 'string' ? what.permission : what.permission(dossier);
  requireAccess(ctx.actor, permission, targetOf(dossier), 'onestop.view');
  if (input.seq !== undefined && input.seq !== dossier.seq)
    fail('conflict', 'cases.changed_meanwhile', { seq: dossier.seq });
  requireAction(dossier, what.action);
  requireInHand(ctx, dossier, what.action);
  const bodies = await what.decide(dossier);
  const after = await append(ctx, dossier, bodies);
  await sealFormsOf(ctx, after, bodies);
  await cancelUnpaid(ctx, after);
  await cancelWaiting(ctx, after);
  return actedOf(after);
}

/** The answer of a command about the dossier it changed. */
export function actedOf(dossier: HeldDossier): Acted {
  const { id: dossierId, code, seq, state } = dossier;
  return { dossierId, code, seq, state: state.state, stepKey: state.stepKey, closedAs: state.closedAs };
}

/** Where a dossier lies, for access. */
export function targetOf(dossier: HeldDossier): Target {
  const { agencyId, confidentiality, state } = dossier;
  return { agencyId, unitId: state.unitId, officialId: state.officialId, confidentiality };
}

const handsOn: ReadonlySet<Action> = new Set(['draft', 'hand_on', 'request_supplement', 'send_back']);

/** What one official has in hand, another does not decide, unless he may assign the work. */
function requireInHand(ctx: Context, dossier: HeldDossier, action: Action): void {
  const holder = dossier.state.officialId;
  if (holder === null || ctx.actor.kind !== 'official' || ctx.actor.officialId === holder) return;
  if (action === 'take') fail('conflict', 'onestop.taken_by_another');
  if (!handsOn.has(action) || allows(ctx.actor, 'onestop.assign', targetOf(dossier))) return;
  fail('conflict', 'onestop.held_by_another');
}
