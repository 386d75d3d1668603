import { createHmac, timingSafeEqual } from 'node:crypto';

/** Parameters as they are signed: sorted by name, written as a form (a space is a plus). */
export function sortedQueryOf(parameters: Readonly<Record<string, string>>): string {
  const sorted = Object.keys(parameters).toSorted((a, b) => (a < b ? -1 : 1));
  return new URLSearchParams(sorted.map((name): [string, string] => [name, parameters[name] ?? ''])).toString();
}

/** The signature of a text: HMAC with SHA-512, in hexadecimal digits. */
export function signatureOf(text: string, secret: string): string {
  return createHmac('sha512', secret).update(text, 'utf8').digest('hex');
}

/** Whether a signature is that of the text; compared in a time that tells nothing. */
export function isSignatureOf(given: string, text: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given.toLowerCase()), Buffer.from(signatureOf(text, secret))];
  return a.length === b.length && timingSafeEqual(a, b);
}
