import type { Context } from '@cuaso/platform/operations/context.ts';
import { refuse } from './refusals.ts';

/** Refuses, as not found, what somebody else's dossier owes. */
export function requireMine(ctx: Context, accountId: string | null): void {
  const own = ctx.actor.kind === 'person' && accountId === ctx.actor.accountId;
  if (!own && ctx.actor.kind !== 'system') refuse('order_not_found');
}
