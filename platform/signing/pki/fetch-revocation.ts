import type { Certificate } from './certificate.ts';
import { ocspRequestOf } from './ocsp-request.ts';

/** An authority did not answer, or not with what was asked for; what is at hand has to do. */
export class OutOfReach extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'OutOfReach';
  }
}

const usualTimeoutMs = 5000;
const maxListBytes = 20 * 1024 * 1024;
const maxAnswerBytes = 64 * 1024;

/** A revocation list from the address that an administrator wrote down. */
export function fetchCrl(url: string, timeoutMs = usualTimeoutMs): Promise<Buffer> {
  return fetchLimited(url, { method: 'GET' }, { timeoutMs, maxBytes: maxListBytes });
}

/** The responder's answer about one certificate (RFC 6960 over HTTP). */
export function askOcsp(
  url: string,
  certificate: Certificate,
  issuer: Certificate,
  timeoutMs = usualTimeoutMs,
): Promise<Buffer> {
  const headers = { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' };
  const body = new Uint8Array(ocspRequestOf(certificate, issuer));
  return fetchLimited(url, { method: 'POST', headers, body }, { timeoutMs, maxBytes: maxAnswerBytes });
}

/** A whole answer within these limits; redirects are not followed, so that an address leads where it says. */
export async function fetchLimited(
  url: string,
  request: RequestInit,
  { timeoutMs, maxBytes }: { timeoutMs: number; maxBytes: number },
): Promise<Buffer> {
  const { protocol } = addressOf(url);
  if (protocol !== 'http:' && protocol !== 'https:') throw new OutOfReach('neither http nor https');
  try {
    const answer = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (!answer.ok) {
      await answer.body?.cancel();
      throw new OutOfReach(`status ${answer.status}`);
    }
    return await readLimited(answer, maxBytes);
  } catch (error) {
    if (error instanceof OutOfReach) throw error;
    throw new OutOfReach(error instanceof Error ? error.name : 'no answer', { cause: error });
  }
}

function addressOf(url: string): URL {
  try {
    return new URL(url);
  } catch (error) {
    throw new OutOfReach('no address', { cause: error });
  }
}

async function readLimited(answer: Response, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > maxBytes) throw new OutOfReach('too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
