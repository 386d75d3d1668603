import { cookieOptionsOf, pendingCookie, sessionCookie } from '@cuaso/platform/identity/session-cookie.ts';
import { requireAccepted, type SignInResult } from '@cuaso/systems/identity/sign-in-result.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { localPath } from './form-action.ts';

type Token = { token: string; expiresAt: string };

/** Carries a sign-in on: into the session, or to the second factor; a refusal becomes the Failure that the form shows. */
export function carryOn(result: SignInResult, event: RequestEvent): string {
  const accepted = requireAccepted(result);
  const wanted = event.url.searchParams.get('tiep');
  if (accepted.outcome === 'second_factor') {
    setToken(event, pendingCookie, accepted);
    const query = new URLSearchParams({ cach: accepted.methods.join('.'), ...(wanted && { tiep: wanted }) });
    return `/dang-nhap/hai-lop?${query.toString()}`;
  }
  openSession(event, accepted);
  // Without a wish the sign-in page itself knows the own place of citizens and officers.
  return localPath(wanted, '/dang-nhap');
}

/** Puts the token of the session into its cookie; what waited for the second factor is over. */
export function openSession(event: RequestEvent, token: Token): void {
  setToken(event, sessionCookie, token);
  event.cookies.delete(pendingCookie, { path: '/' });
}

/** What the browser calls itself, for the list of sessions. */
export function userAgentOf(event: RequestEvent): string {
  return event.request.headers.get('user-agent') ?? '';
}

/** The token of a sign-in that waits for its second factor; a malformed one reads as over. */
export function pendingTokenOf(event: Pick<RequestEvent, 'cookies'>): string {
  return event.cookies.get(pendingCookie) ?? '';
}

function setToken(event: RequestEvent, name: string, { token, expiresAt }: Token): void {
  event.cookies.set(name, token, cookieOptionsOf(event.url.origin, new Date(expiresAt)));
}
