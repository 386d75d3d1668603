import { sealingKeyOf } from '../signing/sealing-key.ts';
import type { Provider } from './channel.ts';
import { knownPushHosts, pushProvider, type Subscription, vapidKeysOf } from './push/push-provider.ts';
import { type NoticeServices, usualDailyLimits } from './services.ts';
import { type SmsGateway, smsProvider } from './sms/sms-gateway.ts';
import type { Sender } from './smtp/mail.ts';
import { smtpProvider } from './smtp/smtp-provider.ts';
import { type ZaloAccount, zaloUrls } from './zalo/zalo-account.ts';
import { zaloProvider } from './zalo/zalo-provider.ts';

/** What a start knows beside the settings. */
export type NoticeSurroundings = {
  /** Seals one-time codes and tokens; its second one is the private key for web push. */
  sealingSecret: string;
  vapidSecret: string;
  now: () => Date;
  zaloToken: () => Promise<string | undefined>;
  subscriptionOf: (id: string) => Promise<Subscription | undefined>;
};

type Env = Readonly<Record<string, string | undefined>>;

/** What this installation tells people with, from the environment; `docs/operate/notices.md` lists the settings. */
export function noticeServicesFrom(env: Env, around: NoticeSurroundings): NoticeServices {
  const gateways = ['CUASO_SMS', 'CUASO_SMS2'].flatMap((name) => gatewayOf(env, name));
  const zalo = zaloOf(env);
  const contact = env['CUASO_ORIGIN']?.startsWith('https:') ? env['CUASO_ORIGIN'] : `mailto:${senderOf(env).address}`;
  const vapid = vapidKeysOf(env['CUASO_VAPID_KEY'] ?? around.vapidSecret, contact);
  const pushHosts = [...knownPushHosts, ...listOf(env['CUASO_PUSH_HOSTS'])];
  return {
    sealingKey: sealingKeyOf(env['CUASO_SEALING_KEY'] ?? around.sealingSecret),
    providers: {
      email: ['CUASO_SMTP', 'CUASO_SMTP2'].flatMap((name) => mailServerOf(env, name)),
      sms: gateways.map((gateway) => smsProvider(gateway, around.now)),
      zalo: zalo === undefined ? [] : [zaloProvider(zalo, around.zaloToken)],
      push: [pushProvider({ vapid, hosts: pushHosts, subscriptionOf: around.subscriptionOf })],
    },
    gateways,
    vapid,
    pushHosts,
    ...(zalo && { zalo }),
    leaseSeconds: wholeOf(env, 'CUASO_NOTICES_LEASE_SECONDS', 180),
    dailyLimits: {
      email: wholeOf(env, 'CUASO_NOTICES_EMAIL_PER_DAY', usualDailyLimits.email),
      sms: wholeOf(env, 'CUASO_NOTICES_SMS_PER_DAY', usualDailyLimits.sms),
      zalo: wholeOf(env, 'CUASO_NOTICES_ZALO_PER_DAY', usualDailyLimits.zalo),
      push: wholeOf(env, 'CUASO_NOTICES_PUSH_PER_DAY', usualDailyLimits.push),
    },
  };
}

function mailServerOf(env: Env, name: string): Provider[] {
  const url = env[`${name}_URL`];
  if (!url) return [];
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['smtp:', 'smtps:'].includes(parsed.protocol)) {
    throw new Error(`${name}_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465.`);
  }
  const plain = env[`${name}_PLAIN`] === 'on';
  if (plain && !['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname)) {
    throw new Error(
      `${name}_PLAIN=on is for a mail server on this machine only: passwords and notices would go in the clear.`,
    );
  }
  const provider = { name: `smtp ${parsed.hostname}`, url, sender: senderOf(env) };
  return [smtpProvider(plain ? { ...provider, plain: true } : provider)];
}

function senderOf(env: Env): Sender {
  const text = env['CUASO_SMTP_FROM'] ?? 'Cổng dịch vụ công <khong-tra-loi@localhost>';
  const match = /^(.*)<([^<>@\s]+@[^<>\s]+)>$/.exec(text);
  return { name: (match?.[1] ?? '').trim(), address: match?.[2] ?? text.trim() };
}

function gatewayOf(env: Env, name: string): SmsGateway[] {
  const { [`${name}_URL`]: url, [`${name}_KEY`]: key, [`${name}_SECRET`]: secret } = env;
  if (!url) return [];
  if (!URL.canParse(url) || !key || !secret) {
    throw new Error(`${name}_URL is set: it must be an address, and ${name}_KEY and ${name}_SECRET are needed too.`);
  }
  if (secret.length < 16) throw new Error(`${name}_SECRET must have at least 16 characters.`);
  const title = name === 'CUASO_SMS' ? 'sms' : 'sms2';
  return [{ name: title, url, key, secret, sender: env[`${name}_SENDER`] ?? '' }];
}

function zaloOf(env: Env): ZaloAccount | undefined {
  const { CUASO_ZALO_APP_ID: appId, CUASO_ZALO_APP_SECRET: appSecret, CUASO_ZALO_OA_SECRET: oaSecret } = env;
  const { CUASO_ZALO_REFRESH_TOKEN: firstRefreshToken } = env;
  if (!appId) return undefined;
  if (!appSecret || !oaSecret || !firstRefreshToken) {
    throw new Error(
      'CUASO_ZALO_APP_ID is set: CUASO_ZALO_APP_SECRET, CUASO_ZALO_OA_SECRET and CUASO_ZALO_REFRESH_TOKEN are needed too.',
    );
  }
  const urls = { ...zaloUrls, ...(env['CUASO_ZALO_URL'] && sameFor(env['CUASO_ZALO_URL'])) };
  return { appId, appSecret, oaSecret, firstRefreshToken, templates: templatesOf(env), urls };
}

/** One address for all three of Zalo's, for a trial against a service on this machine. */
const sameFor = (url: string) => ({ oa: url, business: url, oauth: url });

/** `cases.accepted=12345,cases.result_ready=12346` */
function templatesOf(env: Env): Record<string, string> {
  return Object.fromEntries(listOf(env['CUASO_ZALO_TEMPLATES']).map((one) => one.split('=', 2) as [string, string]));
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function wholeOf(env: Env, name: string, usual: number): number {
  const text = env[name];
  if (text === undefined || text === '') return usual;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`${name} must be a whole number of at least 1.`);
  return Number(text);
}
