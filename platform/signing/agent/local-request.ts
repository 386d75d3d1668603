import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The local page takes only requests that its own pages make; this is why one is refused, as an HTTP status. */
export type Refused = 403 | 404 | 405 | 413 | 415;

const longestForm = 4096;

/** Whether two secrets are the same, in a time that does not depend on where they differ. */
export function sameSecret(one: string, other: string): boolean {
  const hashed = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hashed(one), hashed(other));
}

/**
 * The path below the secret part of the address. Any other web site is kept out: by the key, by the exact Host (a name that
 * was made to point here), by Origin and Sec-Fetch-Site (its forms and frames).
 */
export function pathOf(request: IncomingMessage, { host, key }: { host: string; key: string }): string | Refused {
  const { headers, method } = request;
  if (headers.host !== host) return 403;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 403;
  if (
    method === 'POST' ? headers.origin !== `http://${host}` : (headers.origin ?? `http://${host}`) !== `http://${host}`
  )
    return 403;
  const [, given = '', ...rest] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
  if (!sameSecret(given, key)) return 404;
  return method === 'GET' || method === 'POST' ? rest.join('/') : 405;
}

/** The fields of a form; a longer or another body is refused. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | Refused> {
  if (request.headers['content-type']?.split(';')[0]?.trim() !== 'application/x-www-form-urlencoded') return 415;
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > longestForm) return 413;
    pieces.push(piece);
  }
  return new URLSearchParams(Buffer.concat(pieces).toString('utf8'));
}
