import type { Actor } from '@cuaso/platform/identity/actor.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { totpCodeOf } from '@cuaso/platform/identity/totp.ts';
import { confirmTotp } from '@cuaso/systems/identity/confirm-totp.ts';
import { enrolTotp } from '@cuaso/systems/identity/enrol-totp.ts';
import { resolveSession } from '@cuaso/systems/identity/resolve-actor.ts';
import { signIn } from '@cuaso/systems/identity/sign-in.ts';
import { signOut } from '@cuaso/systems/identity/sign-out.ts';
import { requireAccepted } from '@cuaso/systems/identity/sign-in-result.ts';

const periodMs = 30_000;

/**
 * Gives a demo sign-in its authenticator application, as the person would: signs in, takes the key, shows the first code.
 * `keep` has written the key down before the code is asked for from then on. Whoever is asked for one already is left alone.
 */
export async function enrolCode(
  platform: Platform,
  { login, password }: { login: string; password: string },
  keep: (key: string) => void,
): Promise<void> {
  const opened = await run(platform, signIn, { kind: 'anonymous' }, { login, password, userAgent: '' });
  if (opened.outcome !== 'signed_in') return;
  const actor = await actorOf(platform, opened.token);
  const { key } = await run(platform, enrolTotp, actor, {});
  keep(key);
  const { token } = await confirmed(platform, actor, key);
  await run(platform, signOut, await actorOf(platform, token), {});
}

/** Each code is taken once: the one of half a minute ago is used up here, so that the person can sign in with the present one at once. */
async function confirmed(platform: Platform, actor: Actor, key: string) {
  const codeAt = (before: number) => totpCodeOf(key, new Date(platform.clock.now().getTime() - before));
  const first = await run(platform, confirmTotp, actor, { code: codeAt(periodMs) });
  if (first.outcome !== 'refused') return first;
  // Just then a new period began, and the code was older than is forgiven.
  return requireAccepted(await run(platform, confirmTotp, actor, { code: codeAt(0) }));
}

async function actorOf(platform: Platform, token: string): Promise<Actor> {
  const session = await resolveSession(platform, token);
  if (session === undefined) throw new Error('the session of a demo sign-in is gone');
  return session.actor;
}
