import { keptOfficial } from '@cuaso/platform/access/keep-actor.ts';
import type { Official } from '@cuaso/platform/identity/actor.ts';
import { hashOfToken, tokenOf } from '@cuaso/platform/identity/secrets.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { sql } from 'kysely';

const prefix = 'cuaso_ky_';

/** What an agent may do in its owner's name, and nothing else. */
const operations = ['signing.take-work', 'signing.give-signature', 'signing.refuse-work'];

/** A new token for an agent. */
export function agentTokenOf(random: (bytes: number) => Uint8Array): string {
  return prefix + tokenOf(random);
}

/** The official whose agent has this token, able to do only what an agent does; nothing when it is unknown or revoked. */
export async function resolveAgent(platform: Platform, token: string): Promise<Official | undefined> {
  if (!/^cuaso_ky_[\w-]{43}$/.test(token)) return undefined;
  const found = await sql<{ id: string; accountId: string; officialId: string; stamp: number }>`
    select g.id, a.id as "accountId", a.official_id as "officialId", (select version from database.stamp) as stamp
    from signing.agent g join identity.account a on a.id = g.account_id
    where g.token_hash = ${hashOfToken(token)} and g.revoked_at is null and a.status = 'active'
      and a.official_id is not null`.execute(platform.database.readOnly);
  const row = found.rows[0];
  if (row === undefined) return undefined;
  const official = await keptOfficial(platform.database.readOnly, platform.memory, row, platform.clock.now());
  const session = { id: row.id, only: { operations, code: 'access.not_allowed' } };
  return { ...official, grants: new Map(), session };
}
