// Zalo's three addresses on loopback: tokens (OAuth v4), messages of the official account (v3.0), templates by telephone.
import { createHash } from 'node:crypto';
import { type Heard, type SaidOrCut, startHttpService } from '../signing-services/http-service.ts';
import type { MoodOf } from './mood.ts';

/** A running Zalo. */
export type ZaloSimulator = {
  origin: string;
  settings: Record<string, string>;
  got: { to: string; text: string; data: Record<string, string>; tracking: string }[];
  behave: (mood: MoodOf) => void;
  /** How often a new pair of tokens was given. */
  renewals: () => number;
  /** A signed event of Zalo to us. */
  event: (content: Record<string, unknown>) => { signature: string; body: string };
  close: () => Promise<void>;
};

/** Starts it; each refresh token is good once, as Zalo's are. */
export async function startZaloSimulator(): Promise<ZaloSimulator> {
  const app = { id: '1234567890', secret: 'bi-mat-ung-dung', oaSecret: 'bi-mat-tai-khoan' };
  const got: ZaloSimulator['got'] = [];
  let [refresh, access, renewals, count] = ['refresh-0', '', 0, 0];
  let mood: MoodOf = () => 'take';
  const renew = (heard: Heard): SaidOrCut => {
    const form = new URLSearchParams(heard.body.toString());
    const fits = heard.headers['secret_key'] === app.secret && form.get('app_id') === app.id;
    if (!fits || form.get('refresh_token') !== refresh)
      return json({ error_name: 'Invalid refresh token', error: -14014 });
    renewals += 1;
    [refresh, access] = [`refresh-${renewals}`, `access-${renewals}`];
    return json({ access_token: access, refresh_token: refresh, expires_in: '90000' });
  };
  const take = (heard: Heard): SaidOrCut => {
    if (heard.headers['access_token'] !== access || access === '')
      return json({ error: -216, message: 'Access token is invalid' });
    const sent = messageOf(heard);
    if (sent === undefined) return json({ error: -201, message: 'Params is invalid' });
    count += 1;
    const current = mood({ to: sent.to, text: sent.text, count });
    if (current === 'busy') return json({ error: -32, message: 'Limit exceeded' });
    if (current === 'nobody') return json({ error: -118, message: 'Zalo account not existed' });
    got.push(sent);
    if (current === 'lose_answer') return 'hang_up';
    return json({ error: 0, message: 'Success', data: { message_id: `Z${got.length}`, msg_id: `Z${got.length}` } });
  };
  const service = await startHttpService(async (heard) =>
    heard.url.pathname === '/v4/oa/access_token' ? renew(heard) : take(heard),
  );
  return {
    origin: service.origin,
    settings: {
      CUASO_ZALO_URL: service.origin,
      CUASO_ZALO_APP_ID: app.id,
      CUASO_ZALO_APP_SECRET: app.secret,
      CUASO_ZALO_OA_SECRET: app.oaSecret,
      CUASO_ZALO_REFRESH_TOKEN: refresh,
    },
    got,
    behave: (next) => (mood = next),
    renewals: () => renewals,
    event: (content) => {
      const timestamp = '1773108000000';
      const body = JSON.stringify({ app_id: app.id, timestamp, ...content });
      const mac = createHash('sha256').update(`${app.id}${body}${timestamp}${app.oaSecret}`).digest('hex');
      return { signature: `mac=${mac}`, body };
    },
    close: service.close,
  };
}

function messageOf({ url, body }: Heard): ZaloSimulator['got'][number] | undefined {
  const said = JSON.parse(body.toString()) as {
    recipient?: { user_id?: string };
    message?: { text?: string };
    phone?: string;
    template_id?: string;
    template_data?: Record<string, string>;
    tracking_id?: string;
  };
  const plain = { text: said.message?.text ?? '', data: said.template_data ?? {}, tracking: said.tracking_id ?? '' };
  if (url.pathname === '/v3.0/oa/message/transaction' && said.recipient?.user_id && said.message?.text)
    return { to: said.recipient.user_id, ...plain };
  if (url.pathname === '/message/template' && /^84\d{9}$/.test(said.phone ?? '') && said.template_id)
    return { to: said.phone ?? '', ...plain };
  return undefined;
}

function json(body: unknown): SaidOrCut {
  return { status: 200, type: 'application/json', body: JSON.stringify(body) };
}
