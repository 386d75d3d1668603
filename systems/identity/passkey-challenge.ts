import { challengeMinutes, type KeptPasskey } from '@cuaso/platform/identity/passkeys.ts';
import { findSite, type Site } from '@cuaso/platform/identity/site.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from './refusals.ts';

/** What a passkey is asked for. */
export type Purpose = 'register' | 'sign_in' | 'second_factor';

/** What the page hands to the browser, and the challenge that its answer names. */
export const askedSchema = z.strictObject({ challengeId: z.string(), options: z.record(z.string(), z.unknown()) });

/** The address that passkeys are bound to. */
export function getSite(ctx: Context): Site {
  return findSite(ctx.memory) ?? refuse('passkeys_unavailable');
}

/** Keeps a new challenge; the bytes go to the browser. */
export async function newChallenge(
  ctx: Context,
  purpose: Purpose,
  accountId: string | null,
): Promise<{ challengeId: string; bytes: Uint8Array }> {
  const [challengeId, bytes] = [ctx.newId(), ctx.random(32)];
  const expiresAt = new Date(ctx.now.getTime() + challengeMinutes * 60_000);
  await sql`insert into identity.passkey_challenge (id, purpose, account_id, challenge, created_at, expires_at)
    values (${challengeId}, ${purpose}, ${accountId}, ${Buffer.from(bytes).toString('base64url')}, ${ctx.now}, ${expiresAt})`.execute(
    ctx.tx,
  );
  return { challengeId, bytes };
}

/** Uses up a challenge: it is good for one answer, right or wrong. */
export async function claimChallenge(
  ctx: Context,
  challengeId: string,
): Promise<{ purpose: Purpose; accountId: string | null; challenge: string } | undefined> {
  const claimed = await sql<{ purpose: Purpose; accountId: string | null; challenge: string }>`
    update identity.passkey_challenge set used_at = ${ctx.now}
    where id = ${challengeId} and used_at is null and expires_at > ${ctx.now}
    returning purpose, account_id as "accountId", challenge`.execute(ctx.tx);
  return claimed.rows[0];
}

/** A passkey with its row and its owner. */
export type OwnedPasskey = KeptPasskey & { id: string; accountId: string };

/** The passkeys of an account. */
export async function listPasskeysOf(ctx: Context, accountId: string): Promise<OwnedPasskey[]> {
  const found = await sql<OwnedPasskey>`select ${passkeyColumns} from identity.passkey
    where account_id = ${accountId} order by created_at, id`.execute(ctx.tx);
  return found.rows;
}

/** The passkey with this credential id, held until the transaction ends: its counter only goes up. */
export async function holdPasskey(ctx: Context, credentialId: string): Promise<OwnedPasskey | undefined> {
  const found = await sql<OwnedPasskey>`select ${passkeyColumns} from identity.passkey
    where credential_id = ${credentialId} for update`.execute(ctx.tx);
  return found.rows[0];
}

const passkeyColumns = sql`id, account_id as "accountId", credential_id as "credentialId", public_key as "publicKey", counter, transports`;
