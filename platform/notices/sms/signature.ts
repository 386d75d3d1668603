import { createHmac, timingSafeEqual } from 'node:crypto';

/** The signature of a message between us and an SMS gateway: HMAC-SHA256 over time stamp, a dot, and the body, in hexadecimal. */
export function smsSignatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** How far a time stamp may be from our clock: what is older may be somebody else's copy. */
const toleranceSeconds = 300;

/** What comes with a signed message. */
export type SignedCall = { timestamp: string; signature: string; body: string };

/** Whether a message bears the gateway's signature and is of now. */
export function isSignedBy(secret: string, call: SignedCall, now: Date): boolean {
  if (!/^\d{1,12}$/.test(call.timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(call.timestamp)) > toleranceSeconds) return false;
  const [a, b] = [Buffer.from(smsSignatureOf(secret, call.timestamp, call.body)), Buffer.from(call.signature)];
  return a.length === b.length && timingSafeEqual(a, b);
}
