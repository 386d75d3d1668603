// A push server of a browser maker, and the browser behind it that can read what comes (RFC 8030, 8188, 8291, 8292).
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { type SaidOrCut, startHttpService } from '../signing-services/http-service.ts';

/** A browser's leave, as its page gets it. */
export type Leave = { endpoint: string; p256dh: string; auth: string };

/** A running push server. */
export type PushSimulator = {
  origin: string;
  /** A new browser. */
  leave: () => Leave;
  /** What browsers read, in order. */
  got: { endpoint: string; topic: string; authorization: string; content: Record<string, string> }[];
  /** Answers with this status from now on. */
  answer: (status: number) => void;
  close: () => Promise<void>;
};

/** Starts it. */
export async function startPushSimulator(): Promise<PushSimulator> {
  const browsers = new Map<string, { key: ReturnType<typeof createECDH>; auth: Buffer }>();
  const got: PushSimulator['got'] = [];
  let status = 201;
  const service = await startHttpService(async ({ url, headers, body }): Promise<SaidOrCut> => {
    const browser = browsers.get(url.pathname);
    if (browser === undefined) return { status: 410, type: 'text/plain', body: '' };
    if (status === 201) {
      const content = JSON.parse(opened(browser, body)) as Record<string, string>;
      const { topic = '', authorization = '' } = headers;
      got.push({ endpoint: url.pathname, topic: String(topic), authorization, content });
    }
    return { status, type: 'text/plain', body: '' };
  });
  return {
    origin: service.origin,
    got,
    answer: (next) => (status = next),
    leave: () => {
      const key = createECDH('prime256v1');
      key.generateKeys();
      const auth = randomBytes(16);
      const path = `/nhan/${randomBytes(6).toString('hex')}`;
      browsers.set(path, { key, auth });
      return {
        endpoint: `${service.origin}${path}`,
        p256dh: key.getPublicKey('base64url'),
        auth: auth.toString('base64url'),
      };
    },
    close: service.close,
  };
}

/** Reads a message as a browser does: aes128gcm with the keys of RFC 8291. */
function opened({ key, auth }: { key: ReturnType<typeof createECDH>; auth: Buffer }, body: Buffer): string {
  const salt = body.subarray(0, 16);
  const length = body[20] ?? 0;
  const sender = body.subarray(21, 21 + length);
  const derive = (ikm: Uint8Array, with_: Uint8Array, info: string | Buffer, size: number) =>
    Buffer.from(hkdfSync('sha256', ikm, with_, info, size));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), key.getPublicKey(), sender]);
  const secret = derive(key.computeSecret(sender), auth, info, 32);
  const contentKey = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', 12);
  const sealed = body.subarray(21 + length);
  const decipher = createDecipheriv('aes-128-gcm', contentKey, nonce).setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}
