import type { PaymentGateway } from './gateway.ts';
import { vnpayGateway } from './vnpay-gateway.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The gateway that the environment names, if it names one; `docs/operate/payments.md` lists the settings. */
export function paymentGatewayFrom(env: Env, now: () => Date): PaymentGateway | undefined {
  const { CUASO_PAY_URL: payUrl, CUASO_PAY_API_URL: apiUrl, CUASO_PAY_LIST_URL: listUrl } = env;
  const { CUASO_PAY_TERMINAL: terminal, CUASO_PAY_SECRET: secret } = env;
  if (!payUrl) return undefined;
  if (!apiUrl || !terminal || !secret)
    throw new Error('CUASO_PAY_URL is set: CUASO_PAY_API_URL, CUASO_PAY_TERMINAL and CUASO_PAY_SECRET are needed too.');
  for (const url of [payUrl, apiUrl, listUrl || payUrl]) requireSafe(url);
  return vnpayGateway({ payUrl, apiUrl, ...(listUrl && { listUrl }), terminal, secret }, now);
}

/** In clear only to this machine itself, where tests and trials run. */
function requireSafe(url: string): void {
  const { protocol, hostname } = new URL(url);
  const isLocal = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal))
    throw new Error('CUASO_PAY_URL, CUASO_PAY_API_URL and CUASO_PAY_LIST_URL begin with https://.');
}
