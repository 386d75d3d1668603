import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Kysely } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import type { Official } from '../identity/actor.ts';
import { loadOfficial } from './load-actor.ts';

type Kept = { stamp: number; on: string; actor: Official };

/**
 * The official as an actor, kept for as long as the stamp of the directory and the day stay the same: grants,
 * appointments and delegations begin and end by the day, and every change of them moves the stamp.
 */
export async function keptOfficial(
  db: Kysely<DB>,
  memory: Map<string, unknown>,
  who: { officialId: string; accountId: string; stamp: number },
  at: Date,
): Promise<Official> {
  const key = `actor:${who.accountId}`;
  const known = memory.get(key) as Kept | undefined;
  const on = dayOf(at);
  if (known !== undefined && known.stamp === who.stamp && known.on === on) return known.actor;
  const actor = await loadOfficial(db, who.officialId, who.accountId, at);
  memory.set(key, { stamp: who.stamp, on, actor });
  return actor;
}
