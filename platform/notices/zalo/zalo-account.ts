import { createHash, timingSafeEqual } from 'node:crypto';

/** The province's Zalo official account. */
export type ZaloAccount = {
  appId: string;
  appSecret: string;
  /** Signs what Zalo tells us. */
  oaSecret: string;
  /** The first refresh token, from the developers' console; each later one comes with the answer and is kept sealed. */
  firstRefreshToken: string;
  /** The approved template of each kind of notice, for telephone numbers (Zalo Notification Service). */
  templates: Readonly<Record<string, string>>;
  /** Zalo's addresses; others only for trials. */
  urls: { oa: string; business: string; oauth: string };
  timeoutMs?: number;
};

/** Where Zalo answers. */
export const zaloUrls = {
  oa: 'https://openapi.zalo.me',
  business: 'https://business.openapi.zalo.me',
  oauth: 'https://oauth.zaloapp.com',
};

/** What Zalo calls us with: `X-ZEvent-Signature: mac=…`, the raw body, and the time stamp in it. */
export type ZaloCall = { signature: string; body: string; timestamp: string };

/** Whether a call bears Zalo's signature: SHA-256 over application, body, time stamp and the account's secret. */
export function isSignedByZalo({ appId, oaSecret }: ZaloAccount, { signature, body, timestamp }: ZaloCall): boolean {
  const mac = createHash('sha256').update(`${appId}${body}${timestamp}${oaSecret}`).digest('hex');
  const [a, b] = [Buffer.from(`mac=${mac}`), Buffer.from(signature)];
  return a.length === b.length && timingSafeEqual(a, b);
}
