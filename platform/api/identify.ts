import { loadOfficial } from '../access/load-actor.ts';
import type { Actor } from '../identity/actor.ts';
import { findClient } from '../identity/client.ts';
import { findSession } from '../identity/session.ts';
import type { Platform } from '../operations/platform.ts';
import type { Identify } from './caller.ts';

/** Looks tokens up in the tables at each request, so that an ended session or a revoked grant counts at once. */
export function identifyWith(platform: Pick<Platform, 'database' | 'clock'>): Identify {
  const { readOnly } = platform.database;
  return {
    sessionOf: async (token) => {
      const now = platform.clock.now();
      const found = await findSession(readOnly, token, now);
      if (found === undefined) return undefined;
      const { sessionId: id, accountId, login, name, kind, officialId, expiresAt } = found;
      const actor: Actor =
        kind === 'official' && officialId !== null
          ? await loadOfficial(readOnly, officialId, accountId, now)
          : { kind: 'person', accountId, name, number: login, audience: kind === 'business' ? 'business' : 'citizen' };
      return { actor, session: { id, expiresAt } };
    },
    clientOf: async (token) => (await findClient(readOnly, token, platform.clock.now()))?.client,
  };
}
