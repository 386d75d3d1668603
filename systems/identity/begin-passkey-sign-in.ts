import { assertionOptionsOf } from '@cuaso/platform/identity/passkeys.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { holdPending, pendingToken } from './answer-pending.ts';
import { askedSchema, getSite, listPasskeysOf, newChallenge } from './passkey-challenge.ts';
import { refuse } from './refusals.ts';

/** Begins to sign in with a passkey: alone, or with the token of `sign-in` as its second step. */
export const beginPasskeySignIn = command({
  name: 'identity.begin-passkey-sign-in',
  summary: 'Bắt đầu đăng nhập bằng khóa truy cập',
  input: z.strictObject({ token: pendingToken.optional() }),
  output: askedSchema,
  access: { everyone: 'who signs in has no session yet' },
  limits: { callsPerMinute: 60 },
  secret: true,
  run: async (ctx, input) => {
    const site = getSite(ctx);
    const accountId = await accountOf(ctx, input.token);
    const { challengeId, bytes } = await newChallenge(ctx, accountId === null ? 'sign_in' : 'second_factor', accountId);
    const allowed = accountId === null ? [] : await listPasskeysOf(ctx, accountId);
    return { challengeId, options: { ...(await assertionOptionsOf(site, bytes, allowed)) } };
  },
});

async function accountOf(ctx: Context, token: string | undefined): Promise<string | null> {
  if (token === undefined) return null;
  const pending = await holdPending(ctx, token);
  return pending === undefined ? refuse('sign_in_expired') : pending.accountId;
}
