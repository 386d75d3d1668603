import type { z } from 'zod';
import { isSignatureOf, signatureOf } from './gateway-signature.ts';

const patienceMs = 20_000;
const maxBytes = 16 * 1024 * 1024;

/**
 * Sends a question whose values are signed in their order, joined by bars, and reads an answer whose signature is right.
 * Throws otherwise; neither question nor answer is in the error.
 */
export async function postSigned<S extends z.ZodType<{ vnp_SecureHash: string }>>(
  url: string,
  asked: Readonly<Record<string, string>>,
  secret: string,
  schema: S,
  signedPartsOf: (answer: Omit<z.output<S>, 'vnp_SecureHash'>) => readonly string[],
): Promise<z.output<S>> {
  const signature = signatureOf(Object.values(asked).join('|'), secret);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...asked, vnp_SecureHash: signature }),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!response.ok) throw new Error(`the gateway answers with HTTP ${response.status}`);
  const body = await response.text();
  if (body.length > maxBytes) throw new Error('the gateway answers too much');
  const parsed = schema.safeParse(jsonOf(body));
  if (!parsed.success) throw new Error('the gateway answers something else than its protocol says');
  const { vnp_SecureHash: given, ...signed } = parsed.data;
  if (!isSignatureOf(given, signedPartsOf(signed).join('|'), secret))
    throw new Error('the signature of the gateway is wrong');
  return parsed.data;
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
