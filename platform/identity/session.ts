import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import type { AccountKind } from './account.ts';
import { hashOfToken, tokenOf } from './secrets.ts';

/** A session that is open at the instant it was asked for. */
export type FoundSession = {
  sessionId: string;
  accountId: string;
  kind: AccountKind;
  officialId: string | null;
  login: string;
  name: string;
  mustChangePassword: boolean;
  /** When the second factor was shown in this session. */
  secondFactorAt: Date | null;
  hasSecondFactor: boolean;
  /** Whether the province asks officials for a second factor. */
  secondFactorRequired: boolean;
  lastSeenAt: Date;
  expiresAt: Date;
  /** Moves when what officials may do changes: for how long an actor may be kept. */
  stamp: number;
};

/** The sources an operation has; what makes a session takes them from there. */
export type Sources = { tx: Kysely<DB>; now: Date; newId: () => string; random: (bytes: number) => Uint8Array };

const hourMs = 3_600_000;

/** How long a session lasts: unused (idle) and at all (absolute), in hours. */
export const sessionHours: Readonly<Record<AccountKind, { idle: number; absolute: number }>> = {
  official: { idle: 8, absolute: 24 },
  citizen: { idle: 12, absolute: 7 * 24 },
  business: { idle: 12, absolute: 7 * 24 },
};

/** `last_seen_at` is written at most this often, so that reading a page writes nothing. */
const seenEveryMs = 5 * 60_000;

/** What was last seen at this instant or before is worth writing again. */
export function seenBefore(now: Date): Date {
  return new Date(now.getTime() - seenEveryMs);
}

/** The open session of this token, in one statement by key; nothing when unknown, ended, expired or idle too long. */
export async function findSession(db: Kysely<DB>, token: string, now: Date): Promise<FoundSession | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const found = await sql<FoundSession>`
    select s.id as "sessionId", a.id as "accountId", a.kind, a.official_id as "officialId", a.login, a.name,
      a.must_change_password as "mustChangePassword", s.second_factor_at as "secondFactorAt",
      s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt",
      exists (select from identity.totp t where t.account_id = a.id and t.confirmed_at is not null)
        or exists (select from identity.passkey p where p.account_id = a.id) as "hasSecondFactor",
      coalesce((select require_second_factor_for_officials from identity.policy), false)
        and a.kind = 'official' as "secondFactorRequired",
      (select version from database.stamp) as stamp
    from identity.session s join identity.account a on a.id = s.account_id
    where s.token_hash = ${hashOfToken(token)} and s.ended_at is null and s.expires_at > ${now} and a.status = 'active'`.execute(
    db,
  );
  const session = found.rows[0];
  if (session === undefined) return undefined;
  return session.lastSeenAt.getTime() + sessionHours[session.kind].idle * hourMs > now.getTime() ? session : undefined;
}

/** What a new session is made of. */
export type NewSession = { accountId: string; kind: AccountKind; device: string; secondFactorAt: Date | null };

/** Opens a session with a new token; the token leaves by the cookie and is kept nowhere. */
export async function openSession(sources: Sources, wanted: NewSession): Promise<{ token: string; expiresAt: Date }> {
  const { tx, now } = sources;
  const token = tokenOf(sources.random);
  const expiresAt = new Date(now.getTime() + sessionHours[wanted.kind].absolute * hourMs);
  await sql`insert into identity.session (id, token_hash, account_id, device, created_at, expires_at, last_seen_at, second_factor_at)
    values (${sources.newId()}, ${hashOfToken(token)}, ${wanted.accountId}, ${wanted.device}, ${now}, ${expiresAt}, ${now},
      ${wanted.secondFactorAt})`.execute(tx);
  return { token, expiresAt };
}

/** Gives a session a new token, so that whoever had the old one before the person proved more has nothing. */
export async function rotateSession(
  sources: Sources,
  sessionId: string,
  secondFactorAt: Date | null,
): Promise<{ token: string; expiresAt: Date }> {
  const token = tokenOf(sources.random);
  const changed = await sql<{ expiresAt: Date }>`
    update identity.session set token_hash = ${hashOfToken(token)},
      second_factor_at = coalesce(${secondFactorAt}::timestamptz, second_factor_at)
    where id = ${sessionId} and ended_at is null returning expires_at as "expiresAt"`.execute(sources.tx);
  const [session] = changed.rows;
  if (session === undefined) throw new Error(`session ${sessionId} ended while it was used`);
  return { token, expiresAt: session.expiresAt };
}

/** Why sessions end before their time. */
export type EndReason =
  | 'signed_out'
  | 'ended_elsewhere'
  | 'replaced'
  | 'password_changed'
  | 'account_closed'
  | 'account_locked'
  | 'owner_proved';

/** Ends one open session of the account, all but one, or all; returns how many. */
export async function endSessions(
  { tx, now }: { tx: Kysely<DB>; now: Date },
  which: { accountId: string; sessionId?: string; except?: string | undefined },
  reason: EndReason,
): Promise<number> {
  const ended = await sql`update identity.session set ended_at = ${now}, ended_because = ${reason}
    where account_id = ${which.accountId} and ended_at is null
      and (${which.sessionId ?? null}::uuid is null or id = ${which.sessionId ?? null}::uuid)
      and (${which.except ?? null}::uuid is null or id <> ${which.except ?? null}::uuid)`.execute(tx);
  return Number(ended.numAffectedRows ?? 0n);
}
