import { cookieOptionsOf } from '@cuaso/platform/identity/session-cookie.ts';
import type { RequestEvent } from '@sveltejs/kit';

/** The cookie of who looks up without an account: first of the code that was asked for, then of the open list. */
const lookupCookie = 'cuaso_tra_cuu';

/**
 * What the pages of a look-up say: no search engine and no shared cache keeps them. Their addresses hold no secret, and without
 * a referrer a browser would send their forms as if from nowhere.
 */
export const lookupHeaders = {
  'cache-control': 'private, no-store',
  'x-robots-tag': 'noindex',
};

/** The token of this browser's look-up; empty where there is none. */
export function lookupTokenOf({ cookies }: Pick<RequestEvent, 'cookies'>): string {
  return (cookies.get(lookupCookie) ?? '').slice(0, 100);
}

/** Puts the token into its cookie, which goes when the token is over. */
export function keepLookup(event: RequestEvent, { token, expiresAt }: { token: string; expiresAt: string }): void {
  event.cookies.set(lookupCookie, token, cookieOptionsOf(event.url.origin, new Date(expiresAt)));
}

/** The look-up is over. */
export function dropLookup(event: Pick<RequestEvent, 'cookies'>): void {
  event.cookies.delete(lookupCookie, { path: '/' });
}
