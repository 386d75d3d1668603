import { fail } from '@cuaso/kernel/errors.ts';
import type { IncomingHttpHeaders } from 'node:http';
import { type Actor, anonymous } from '../identity/actor.ts';

/** What a valid session is to those who only need to know that there is one. */
export type SessionOf = (
  token: string,
) => Promise<{ actor: Actor; session: { id: string; expiresAt?: Date } } | undefined>;

/** Turns tokens into actors; nothing when a token is unknown, over or revoked. */
export type Identify = { sessionOf: SessionOf; clientOf: (token: string) => Promise<Actor | undefined> };

/** Who calls, and whether a browser sent the proof by itself (then a command must come from our own pages). */
export type Caller = { actor: Actor; by: 'nothing' | 'cookie' | 'token' };

/**
 * The caller of a request: a machine by `Authorization: Bearer`, a person by the session's cookie. A token that is wrong
 * is refused; a cookie that is no longer good makes a stranger, as in the pages.
 */
export async function callerOf(
  headers: IncomingHttpHeaders,
  cookie: string | undefined,
  identify: Identify,
): Promise<Caller> {
  const authorization = headers.authorization;
  if (authorization !== undefined) {
    const token = /^Bearer +(\S{1,200})$/i.exec(authorization)?.[1];
    const actor = token === undefined ? undefined : await identify.clientOf(token);
    return { actor: actor ?? fail('signed_out', 'api.bad_token'), by: 'token' };
  }
  if (cookie === undefined || cookie.length > 200) return { actor: anonymous, by: 'nothing' };
  const found = await identify.sessionOf(cookie);
  return found === undefined ? { actor: anonymous, by: 'nothing' } : { actor: found.actor, by: 'cookie' };
}
