import { Failure } from '@cuaso/kernel/errors.ts';
import { factorMethodsOf } from '@cuaso/platform/identity/second-factors.ts';
import { hashOfToken, tokenOf } from '@cuaso/platform/identity/secrets.ts';
import { openSession } from '@cuaso/platform/identity/session.ts';
import { type Account, writeAttempts } from '@cuaso/platform/identity/account.ts';
import { noFailures } from '@cuaso/platform/identity/lockout.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { failureOf, type RefusalWord } from './refusals.ts';

/**
 * A refusal that is an answer and no Failure: the transaction must commit, because it has counted the failure or used up
 * the challenge. Who calls turns it into a Failure with `requireAccepted`.
 */
export const refusedSchema = z.strictObject({ outcome: z.literal('refused'), code: z.string(), message: z.string() });

const signedInSchema = z.strictObject({
  outcome: z.literal('signed_in'),
  token: z.string(),
  expiresAt: z.iso.datetime(),
});
const secondFactorSchema = z.strictObject({
  outcome: z.literal('second_factor'),
  /** Goes into the cookie of the second step; it opens nothing by itself. */
  token: z.string(),
  expiresAt: z.iso.datetime(),
  methods: z.array(z.enum(['totp', 'passkey', 'recovery_code'])),
});

/** How trying to sign in ends: with a session, with the question for the second factor, or refused. */
export const signInResultSchema = z.discriminatedUnion('outcome', [signedInSchema, secondFactorSchema, refusedSchema]);

/** How trying to sign in ends. */
export type SignInResult = z.infer<typeof signInResultSchema>;

const pendingMinutes = 5;

/** The refusal as an answer, with the word that `requireAccepted` makes a Failure of. */
export function refusedAs(word: RefusalWord): z.infer<typeof refusedSchema> {
  const failure = failureOf(word);
  return { outcome: 'refused', code: failure.code, message: String(failure.details['messageVi']) };
}

/** The result, or the Failure that a page or the API shows; call it after `run`, when the count is committed. */
export function requireAccepted<R extends { outcome: string }>(result: R): Exclude<R, { outcome: 'refused' }> {
  if (result.outcome !== 'refused') return result as Exclude<R, { outcome: 'refused' }>;
  const { code, message } = result as unknown as z.infer<typeof refusedSchema>;
  throw new Failure('denied', code, { messageVi: message });
}

/** After the first factor: asks for the second if the account has one, otherwise opens the session. */
export async function afterFirstFactor(ctx: Context, account: Account, device: string): Promise<SignInResult> {
  const methods = await factorMethodsOf(ctx.tx, account.id);
  if (methods.length === 0) return openedFor(ctx, account, { device, secondFactorAt: null });
  const token = tokenOf(ctx.random);
  const expiresAt = new Date(ctx.now.getTime() + pendingMinutes * 60_000);
  await sql`insert into identity.pending_sign_in (id, token_hash, account_id, device, created_at, expires_at)
    values (${ctx.newId()}, ${hashOfToken(token)}, ${account.id}, ${device}, ${ctx.now}, ${expiresAt})`.execute(ctx.tx);
  return { outcome: 'second_factor', token, expiresAt: expiresAt.toISOString(), methods };
}

/** The person is known: forgets the failures and opens a new session. The account is held by the caller. */
export async function openedFor(
  ctx: Context,
  account: Account,
  how: { device: string; secondFactorAt: Date | null },
): Promise<SignInResult> {
  if (account.failedAttempts > 0) await writeAttempts(ctx.tx, account.id, noFailures);
  const { token, expiresAt } = await openSession(ctx, { accountId: account.id, kind: account.kind, ...how });
  return { outcome: 'signed_in', token, expiresAt: expiresAt.toISOString() };
}
