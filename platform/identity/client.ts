import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import type { Client } from './actor.ts';
import { hashOfToken, tokenOf } from './secrets.ts';

const prefix = 'cuaso_';

/** A new token for a machine; the word in front lets a scanner of source code find one that leaked. */
export function clientTokenOf(random: (bytes: number) => Uint8Array): string {
  return prefix + tokenOf(random);
}

/** The machine client of this token while it is valid, and when it was last used. */
export async function findClient(
  db: Kysely<DB>,
  token: string,
  now: Date,
): Promise<{ client: Client; lastUsedAt: Date | null } | undefined> {
  if (!/^cuaso_[\w-]{43}$/.test(token)) return undefined;
  const found = await sql<{ id: string; name: string; scopes: string[]; lastUsedAt: Date | null }>`
    select id, name, scopes, last_used_at as "lastUsedAt" from identity.client
    where token_hash = ${hashOfToken(token)} and revoked_at is null and valid @> ${now}::timestamptz`.execute(db);
  const row = found.rows[0];
  if (row === undefined) return undefined;
  const { id: clientId, name, scopes, lastUsedAt } = row;
  return { client: { kind: 'client', clientId, name, scopes }, lastUsedAt };
}
