import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import { codeOf, hashOfToken, tidyCode } from './secrets.ts';
import type { Sources } from './session.ts';
import { findTotpStep } from './totp.ts';

/** A way to show a second factor. */
export type FactorMethod = 'totp' | 'passkey' | 'recovery_code';

const recoveryCodeCount = 10;

/** The ways in which this account can show a second factor; none means that it has none. */
export async function factorMethodsOf(db: Kysely<DB>, accountId: string): Promise<FactorMethod[]> {
  const found = await sql<{ totp: boolean; passkey: boolean; recovery: boolean }>`select
    exists (select from identity.totp where account_id = ${accountId} and confirmed_at is not null) as totp,
    exists (select from identity.passkey where account_id = ${accountId}) as passkey,
    exists (select from identity.recovery_code where account_id = ${accountId} and used_at is null) as recovery`.execute(
    db,
  );
  const has = found.rows[0];
  if (has === undefined || (!has.totp && !has.passkey)) return [];
  const methods: FactorMethod[] = [];
  if (has.totp) methods.push('totp');
  if (has.passkey) methods.push('passkey');
  if (has.recovery) methods.push('recovery_code');
  return methods;
}

/** Uses up a code of the authenticator application; the account must be held, so that two cannot use the same one. */
export async function useTotp(
  { tx, now }: Pick<Sources, 'tx' | 'now'>,
  accountId: string,
  code: string,
): Promise<boolean> {
  const found = await sql<{ key: string; lastStep: number }>`select key_secret as key, last_step as "lastStep"
    from identity.totp where account_id = ${accountId} and confirmed_at is not null for update`.execute(tx);
  const totp = found.rows[0];
  const step = totp && findTotpStep(totp.key, code, now, totp.lastStep);
  if (step === undefined) return false;
  await sql`update identity.totp set last_step = ${step} where account_id = ${accountId}`.execute(tx);
  return true;
}

/** Uses up a recovery code. */
export async function useRecoveryCode(
  { tx, now }: Pick<Sources, 'tx' | 'now'>,
  accountId: string,
  code: string,
): Promise<boolean> {
  const used = await sql`update identity.recovery_code set used_at = ${now}
    where account_id = ${accountId} and used_at is null and code_hash = ${hashOfToken(tidyCode(code))}`.execute(tx);
  return used.numAffectedRows === 1n;
}

/** New recovery codes in place of all earlier ones; they are shown once. */
export async function renewRecoveryCodes(sources: Sources, accountId: string): Promise<string[]> {
  await sql`delete from identity.recovery_code where account_id = ${accountId}`.execute(sources.tx);
  const codes = Array.from({ length: recoveryCodeCount }, () => codeOf(sources.random, 16));
  for (const code of codes) {
    await sql`insert into identity.recovery_code (id, account_id, code_hash)
      values (${sources.newId()}, ${accountId}, ${hashOfToken(code)})`.execute(sources.tx);
  }
  return codes;
}

/** Takes away every second factor of the account. */
export async function removeSecondFactors(tx: Kysely<DB>, accountId: string): Promise<void> {
  await sql`delete from identity.totp where account_id = ${accountId}`.execute(tx);
  await sql`delete from identity.passkey where account_id = ${accountId}`.execute(tx);
  await sql`delete from identity.recovery_code where account_id = ${accountId}`.execute(tx);
}
