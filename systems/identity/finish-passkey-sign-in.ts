import { uuid } from '@cuaso/kernel/fields.ts';
import { holdAccount } from '@cuaso/platform/identity/account.ts';
import { deviceOf } from '@cuaso/platform/identity/device.ts';
import { assertionAnswer, verifyAssertion } from '@cuaso/platform/identity/passkeys.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { holdPending, openPending, pendingToken } from './answer-pending.ts';
import { claimChallenge, getSite, holdPasskey, type OwnedPasskey } from './passkey-challenge.ts';
import { openedFor, refusedAs, signInResultSchema } from './sign-in-result.ts';
import { userAgentField } from './user-agent.ts';

/** Signs in with the passkey's answer. A passkey that verified its owner is both factors at once. */
export const finishPasskeySignIn = command({
  name: 'identity.finish-passkey-sign-in',
  summary: 'Đăng nhập bằng khóa truy cập',
  input: z.strictObject({
    challengeId: uuid,
    answer: assertionAnswer,
    token: pendingToken.optional(),
    userAgent: userAgentField,
  }),
  output: signInResultSchema,
  access: { everyone: 'who signs in has no session yet' },
  limits: { callsPerMinute: 60 },
  secret: true,
  run: async (ctx, input) => {
    const passkey = await provedPasskey(ctx, input);
    if (passkey === undefined) return refusedAs('passkey_refused');
    const pending = input.token === undefined ? undefined : await holdPending(ctx, input.token);
    if (input.token !== undefined && pending?.accountId !== passkey.accountId) return refusedAs('sign_in_expired');
    const account = await holdAccount(ctx.tx, passkey.accountId);
    // Wrong passwords do not shut out a passkey: nobody can guess it.
    if (account?.status !== 'active') return refusedAs('passkey_refused');
    if (pending !== undefined) return openPending(ctx, pending, account);
    return openedFor(ctx, account, { device: deviceOf(input.userAgent), secondFactorAt: ctx.now });
  },
});

type Input = { challengeId: string; answer: z.output<typeof assertionAnswer>; token?: string | undefined };

async function provedPasskey(ctx: Context, { challengeId, answer, token }: Input): Promise<OwnedPasskey | undefined> {
  const asked = await claimChallenge(ctx, challengeId);
  if (asked?.purpose !== (token === undefined ? 'sign_in' : 'second_factor')) return undefined;
  const passkey = await holdPasskey(ctx, answer.id);
  if (passkey === undefined || (asked.accountId !== null && asked.accountId !== passkey.accountId)) return undefined;
  const owner = answer.response.userHandle;
  if (owner != null && Buffer.from(owner, 'base64url').toString() !== passkey.accountId) return undefined;
  const counter = await verifyAssertion(getSite(ctx), answer, asked.challenge, passkey);
  if (counter === undefined) return undefined;
  await sql`update identity.passkey set counter = ${counter}, last_used_at = ${ctx.now} where id = ${passkey.id}`.execute(
    ctx.tx,
  );
  return passkey;
}
