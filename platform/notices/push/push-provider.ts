import { createECDH } from 'node:crypto';
import webPush from 'web-push';
import type { Outcome, Provider } from '../channel.ts';
import { callService, problemOf } from '../http-call.ts';

/** The keys by which push servers know us (RFC 8292), and where they may write to. */
export type VapidKeys = { publicKey: string; privateKey: string; subject: string };

/** A browser that its owner allowed to be told. */
export type Subscription = { endpoint: string; p256dh: string; auth: string };

/** The servers of the browsers that people have. */
export const knownPushHosts = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '.notify.windows.com',
  '.push.apple.com',
];

/** The push keys that belong to a secret of this installation: 32 random bytes are a private key on P-256. */
export function vapidKeysOf(secret: string, subject: string): VapidKeys {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(Buffer.from(secret, 'base64url'));
  return { publicKey: curve.getPublicKey('base64url'), privateKey: secret, subject };
}

/** Whether a browser's address belongs to a push server that we call; a stranger must not have us call anything else. */
export function isPushEndpoint(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, host, hostname, username } = new URL(endpoint);
  if (username !== '') return false;
  return hosts.some((one) => {
    // A simulator on this machine is named with its protocol and port.
    if (one.startsWith('http://127.0.0.1:')) return protocol === 'http:' && `http://${host}` === one;
    return (
      protocol === 'https:' && host === hostname && (one.startsWith('.') ? hostname.endsWith(one) : hostname === one)
    );
  });
}

type PushParts = {
  vapid: VapidKeys;
  hosts: readonly string[];
  subscriptionOf: (id: string) => Promise<Subscription | undefined>;
  timeoutMs?: number;
};

/** Web push (RFC 8030, 8291). A message with the same topic replaces the one before it, so it may be sent again. */
export function pushProvider({ vapid, hosts, subscriptionOf, timeoutMs = 20_000 }: PushParts): Provider {
  return {
    name: 'web-push',
    channel: 'push',
    repeats: 'once',
    send: async ({ key, to, title, sms, link, kind }) => {
      const subscription = await subscriptionOf(to);
      if (subscription === undefined || !isPushEndpoint(subscription.endpoint, hosts)) return gone('no subscription');
      const { endpoint, p256dh, auth } = subscription;
      // The screen of a locked telephone is read by others too: what it is about, not what it says.
      const payload = JSON.stringify({ title, body: kind === 'notices.one_time_code' ? sms : '', link, tag: key });
      const topic = key.replaceAll('-', '').slice(0, 32);
      const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
        vapidDetails: vapid,
        TTL: 3 * 86_400,
        topic,
        urgency: 'normal',
      });
      const headers = Object.fromEntries(Object.entries(details.headers).map(([name, value]) => [name, String(value)]));
      const body = new Uint8Array(details.body ?? []);
      return outcomeOf(await callService({ url: endpoint, method: 'POST', headers, body, timeoutMs }), key);
    },
  };
}

function outcomeOf(answer: Awaited<ReturnType<typeof callService>>, key: string): Outcome {
  const problem = problemOf(answer);
  if (answer.kind !== 'answered') return { outcome: answer.kind === 'lost' ? 'uncertain' : 'retry', problem };
  if (answer.status >= 200 && answer.status < 300) return { outcome: 'sent', reference: key };
  if (answer.status === 404 || answer.status === 410) return gone(problem);
  if (answer.status === 429 || answer.status >= 500) return { outcome: 'retry', problem };
  return { outcome: 'refused', problem, because: 'message' };
}

const gone = (problem: string): Outcome => ({ outcome: 'refused', problem, because: 'address' });
