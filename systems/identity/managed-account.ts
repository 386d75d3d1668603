import { uuid } from '@cuaso/kernel/fields.ts';
import { type Account, findAccount, holdAccount } from '@cuaso/platform/identity/account.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { z } from 'zod';
import { refuse } from './refusals.ts';
import { requireManaged } from './targets.ts';

/** Which account is meant. */
export const managedInput = z.strictObject({ accountId: uuid });

/** The account, held, if the caller may manage it and it is not closed. */
export async function holdManaged(ctx: Context, accountId: string): Promise<Account> {
  const known = (await findAccount(ctx.tx, accountId)) ?? refuse('account_not_found');
  await requireManaged(ctx, known);
  const held = await holdAccount(ctx.tx, accountId);
  return held === undefined || held.status === 'closed' ? refuse('account_closed') : held;
}

/** Nobody shuts the door on himself. */
export function requireOther(ctx: Context, accountId: string): void {
  if ('accountId' in ctx.actor && ctx.actor.accountId === accountId) refuse('own_account');
}
