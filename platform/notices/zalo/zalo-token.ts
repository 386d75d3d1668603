import { z } from 'zod';
import { callService, problemOf } from '../http-call.ts';
import type { ZaloAccount } from './zalo-account.ts';

/** The tokens of the account: one to send with, one to get the next pair with. */
export type ZaloTokens = { access: string; refresh: string; expiresInSeconds: number };

const pair = z.object({
  access_token: z.string().min(1).max(4000),
  refresh_token: z.string().min(1).max(4000),
  expires_in: z.coerce.number().int().min(60).max(10_000_000),
});

/** Asks for the next pair of tokens (OAuth 2.0 as Zalo's v4 has it: the secret in a header); says why there is none. */
export async function renewTokens(account: ZaloAccount, refresh: string): Promise<ZaloTokens | { problem: string }> {
  const answer = await callService({
    url: `${account.urls.oauth}/v4/oa/access_token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: account.appSecret },
    body: new URLSearchParams({
      app_id: account.appId,
      refresh_token: refresh,
      grant_type: 'refresh_token',
    }).toString(),
    timeoutMs: account.timeoutMs ?? 20_000,
  });
  const parsed = answer.kind === 'answered' ? pair.safeParse(answer.json) : undefined;
  if (!parsed?.success) return { problem: errorIn(answer) };
  const { access_token: access, refresh_token: next, expires_in: expiresInSeconds } = parsed.data;
  return { access, refresh: next, expiresInSeconds };
}

function errorIn(answer: Awaited<ReturnType<typeof callService>>): string {
  const named = z.object({ error_name: z.string().max(200) });
  const parsed = answer.kind === 'answered' ? named.safeParse(answer.json) : undefined;
  return parsed?.success ? parsed.data.error_name : problemOf(answer);
}
