import { fail } from '@cuaso/kernel/errors.ts';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Refuses a command that comes with a person's cookie from a page of another site. Browsers say where a request comes
 * from (`Sec-Fetch-Site`, older ones `Origin`); who says neither is no browser and should use a token.
 */
export function requireSameOrigin(headers: IncomingHttpHeaders, origin: string): void {
  const site = headers['sec-fetch-site'];
  const fits = site === undefined ? headers.origin === origin : site === 'same-origin';
  if (!fits) fail('denied', 'api.cross_site');
}
