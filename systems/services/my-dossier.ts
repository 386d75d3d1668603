import { fail } from '@cuaso/kernel/errors.ts';
import { append, type HeldDossier, holdDossier, requireAction } from '@cuaso/platform/cases/dossier.ts';
import type { Action } from '@cuaso/platform/cases/actions.ts';
import type { EventBody } from '@cuaso/platform/cases/events.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { cancelUnpaid } from '../payments/public.ts';
import { cancelWaiting } from '../post/public.ts';

/** A person acts on an own dossier; somebody else's is as good as not there. */
export async function actOnMine(
  ctx: Context,
  dossierId: string,
  action: Action,
  decide: (dossier: HeldDossier) => EventBody[] | Promise<EventBody[]>,
): Promise<{ dossierId: string; code: string; seq: number; state: string }> {
  const dossier = await holdDossier(ctx, dossierId);
  requireMine(ctx, dossier.accountId);
  requireAction(dossier, action);
  const after = await append(ctx, dossier, await decide(dossier));
  await cancelUnpaid(ctx, after);
  await cancelWaiting(ctx, after);
  const { id, code, seq, state } = after;
  return { dossierId: id, code, seq, state: state.state };
}

/** Refuses, as not found, a dossier that is not the caller's. */
export function requireMine(ctx: Context, accountId: string | null): void {
  const own = ctx.actor.kind === 'person' && accountId === ctx.actor.accountId;
  if (!own && ctx.actor.kind !== 'system') fail('not_found', 'cases.no_such_dossier');
}
