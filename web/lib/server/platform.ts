import { run } from '@cuaso/platform/operations/run.ts';
import type { Command, Query } from '@cuaso/platform/operations/operation.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { type Actor, anonymous } from '@cuaso/platform/identity/actor.ts';
import type { OidcSignIn } from '@cuaso/systems/identity/oidc-sign-in.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Appearance } from './appearance.ts';
import { demoProvince, type Province } from '../province.ts';

/** The signed-in session behind the cookie. */
export type Session = { id: string; expiresAt?: Date };

/** What `server.ts` hangs on the Node request (`req.cuaso`) before it hands over to the pages. */
export type Seam = {
  platform: Platform;
  /** Names this request in log, audit and error page. */
  requestId: string;
  /** The person behind a session token; nothing when it is unknown or over. */
  sessionOf(token: string): Promise<{ actor: Actor; session: Session } | undefined>;
  /** The province from the directory; the demo province if left out. */
  province?: Province;
  /** Signing in with the national identity; left out where no provider is set. */
  oidc?: OidcSignIn;
};

/** Any operation whose types are known. */
export type Runnable = {
  name: string;
  input: { readonly _zod: { readonly input: unknown } };
  output: { readonly _zod: { readonly output: unknown } };
};
/** What goes into an operation. */
export type InputOf<O extends Runnable> = O['input']['_zod']['input'];
/** What comes out of an operation. */
export type OutputOf<O extends Runnable> = O['output']['_zod']['output'];

/** A command that a person may repeat carries the key of its form. */
export type RunOptions = { idempotencyKey?: string };

/** Runs an operation as the person of this request; a refusal is thrown as a Failure and needs no catching. */
export type Run = <O extends Runnable>(operation: O, input: InputOf<O>, options?: RunOptions) => Promise<OutputOf<O>>;

/** What `event.locals` offers to every load and action. */
export type Locals = {
  run: Run;
  actor: Actor;
  session: Session | undefined;
  requestId: string;
  theme: Appearance;
  province: Province;
  oidc: OidcSignIn | undefined;
  /** When who asked too often may come back. */
  retryAfterSeconds?: number;
};

/** Name of the cookie that carries the session token. */
export const sessionCookie = 'cuaso_session';

/** The seam on the Node request, or nothing when the shell runs without the platform. */
export function seamOf(event: RequestEvent): Seam | undefined {
  return (event.platform?.req as { cuaso?: Seam } | undefined)?.cuaso;
}

/** The one place where the pages meet the platform: change this when the seam changes. */
export async function connect(event: RequestEvent): Promise<Omit<Locals, 'theme'>> {
  const seam = seamOf(event);
  const token = event.cookies.get(sessionCookie);
  const found = seam && token ? await seam.sessionOf(token) : undefined;
  const actor = found?.actor ?? anonymous;
  const requestId = seam?.requestId ?? crypto.randomUUID();
  return {
    run: runFor(seam, actor, requestId),
    actor,
    session: found?.session,
    requestId,
    province: seam?.province ?? demoProvince,
    oidc: seam?.oidc,
  };
}

function runFor(seam: Seam | undefined, actor: Actor, requestId: string): Run {
  return (async (operation: Runnable, input: unknown, options: RunOptions = {}) => {
    if (!seam) throw new Error('The pages run without the platform.');
    return run(seam.platform, operation as Command | Query, actor, input, { ...options, requestId });
  }) as Run;
}
