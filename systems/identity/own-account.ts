import { type Account, findAccount } from '@cuaso/platform/identity/account.ts';
import { rotateSession } from '@cuaso/platform/identity/session.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { refuse } from './refusals.ts';

/** Whose session this is; machines and the platform itself have none. */
export function ownSessionOf(ctx: Context): { accountId: string; sessionId: string } {
  const { actor } = ctx;
  if ((actor.kind !== 'person' && actor.kind !== 'official') || actor.session === undefined) refuse('needs_session');
  return { accountId: actor.accountId, sessionId: actor.session.id };
}

/** The account behind the session. */
export async function getOwnAccount(ctx: Context): Promise<Account> {
  return (await findAccount(ctx.tx, ownSessionOf(ctx).accountId)) ?? refuse('needs_session');
}

/** A new token for the own session, in the form in which operations answer it. */
export async function rotatedSession(ctx: Context, secondFactorAt: Date | null) {
  const { token, expiresAt } = await rotateSession(ctx, ownSessionOf(ctx).sessionId, secondFactorAt);
  return { token, expiresAt: expiresAt.toISOString() };
}
