import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import type { Attempts } from './lockout.ts';

/** Whose account it is: an official's, a citizen's or a business's. */
export type AccountKind = 'official' | 'citizen' | 'business';

/** An account with all that deciding about a sign-in needs. */
export type Account = Attempts & {
  id: string;
  kind: AccountKind;
  login: string;
  name: string;
  officialId: string | null;
  /** How sure it is who the person is: by own word, by a paper an official saw, by the national identity. */
  assurance: 'declared' | 'checked' | 'national_id';
  passwordSecret: string | null;
  mustChangePassword: boolean;
  status: 'active' | 'locked' | 'closed';
  phone: string;
  email: string;
  createdAt: Date;
};

const columns = sql`id, kind, login, name, official_id as "officialId", assurance, password_secret as "passwordSecret",
  must_change_password as "mustChangePassword", status, failed_attempts as "failedAttempts", failed_at as "failedAt",
  locked_until as "lockedUntil", phone, email, created_at as "createdAt"`;

/** The account with this login that is not closed, as it stands; nothing is locked. */
export async function findAccountByLogin(db: Kysely<DB>, login: string): Promise<Account | undefined> {
  const found =
    await sql<Account>`select ${columns} from identity.account where login = ${login} and status <> 'closed'`.execute(
      db,
    );
  return found.rows[0];
}

/** The account, as it stands; nothing is locked. */
export async function findAccount(db: Kysely<DB>, id: string): Promise<Account | undefined> {
  const found = await sql<Account>`select ${columns} from identity.account where id = ${id}`.execute(db);
  return found.rows[0];
}

/** The account, held until the transaction ends: whatever is decided about a sign-in is decided after this. */
export async function holdAccount(tx: Kysely<DB>, id: string): Promise<Account | undefined> {
  const found = await sql<Account>`select ${columns} from identity.account where id = ${id} for update`.execute(tx);
  return found.rows[0];
}

/** Writes how often somebody has failed to prove to be the owner. */
export async function writeAttempts(tx: Kysely<DB>, id: string, attempts: Attempts): Promise<void> {
  await sql`update identity.account set failed_attempts = ${attempts.failedAttempts}, failed_at = ${attempts.failedAt},
    locked_until = ${attempts.lockedUntil} where id = ${id}`.execute(tx);
}

/** Writes a new password. */
export async function writePassword(
  tx: Kysely<DB>,
  id: string,
  password: { secret: string | null; mustChange: boolean },
): Promise<void> {
  await sql`update identity.account set password_secret = ${password.secret}, must_change_password = ${password.mustChange}
    where id = ${id}`.execute(tx);
}
