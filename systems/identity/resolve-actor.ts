import { keptOfficial } from '@cuaso/platform/access/keep-actor.ts';
import type { Actor, ActorSession, Client } from '@cuaso/platform/identity/actor.ts';
import { findClient } from '@cuaso/platform/identity/client.ts';
import { findSession, type FoundSession, seenBefore } from '@cuaso/platform/identity/session.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { touchClient } from './touch-client.ts';
import { touchSession } from './touch-session.ts';

const self = { kind: 'system', name: 'identity' } as const;

/** A person's or official's session that is open now. */
export type ResolvedSession = { actor: Actor; session: { id: string; expiresAt: Date } };

/** The actor behind a session token; nothing when it is unknown or over. A change of grants counts from the next request on. */
export async function resolveSession(platform: Platform, token: string): Promise<ResolvedSession | undefined> {
  const now = platform.clock.now();
  const db = platform.database.readOnly;
  const found = await findSession(db, token, now);
  if (found === undefined) return undefined;
  if (found.lastSeenAt <= seenBefore(now)) {
    await run(platform, touchSession, self, { sessionId: found.sessionId });
  }
  const session = sessionOf(found);
  const actor = await actorOf(platform, found, session);
  return { actor, session: { id: found.sessionId, expiresAt: found.expiresAt } };
}

/** The machine client behind a Bearer token; nothing when it is unknown, over or revoked. */
export async function resolveClient(platform: Platform, token: string): Promise<Client | undefined> {
  const now = platform.clock.now();
  const found = await findClient(platform.database.readOnly, token, now);
  if (found === undefined) return undefined;
  if (found.lastUsedAt === null || found.lastUsedAt <= seenBefore(now)) {
    await run(platform, touchClient, self, { clientId: found.client.clientId });
  }
  return found.client;
}

async function actorOf(platform: Platform, found: FoundSession, session: ActorSession): Promise<Actor> {
  const { accountId, officialId, kind, name, login } = found;
  if (kind !== 'official' || officialId === null) {
    return {
      kind: 'person',
      accountId,
      name,
      number: login,
      audience: kind === 'business' ? 'business' : 'citizen',
      session,
    };
  }
  const who = { officialId, accountId, stamp: found.stamp };
  const official = await keptOfficial(platform.database.readOnly, platform.memory, who, platform.clock.now());
  // Who must do something first holds nothing until it is done, wherever grants are looked at.
  return session.only === undefined ? { ...official, session } : { ...official, grants: new Map(), session };
}

const always = ['identity.get-me', 'identity.get-policy', 'identity.sign-out', 'identity.change-password'];
const enrolment = ['enrol-totp', 'confirm-totp', 'begin-passkey-registration', 'finish-passkey-registration'];

function sessionOf(found: FoundSession): ActorSession {
  const id = found.sessionId;
  if (found.mustChangePassword) return { id, only: { operations: always, code: 'identity.change_password_first' } };
  if (found.secondFactorRequired && found.secondFactorAt === null) {
    const operations = [...always, ...enrolment.map((name) => `identity.${name}`)];
    return { id, only: { operations, code: 'identity.second_factor_first' } };
  }
  return { id };
}
