// A gateway that speaks docs/operate/sms-gateway.md, badly if it is told to.
import { z } from 'zod';
import { isSignedBy, smsSignatureOf } from '../../platform/notices/sms/signature.ts';
import { type Heard, pause, type Said, type SaidOrCut, startHttpService } from '../signing-services/http-service.ts';
import type { MoodOf } from './mood.ts';

/** A message as a telephone got it. */
export type SmsGot = { key: string; to: string; text: string; sender: string };

/** A running gateway. */
export type SmsSimulator = {
  origin: string;
  key: string;
  secret: string;
  /** What arrived on telephones, each as often as it arrived. */
  got: SmsGot[];
  /** How many requests came, whatever became of them. */
  requests: () => number;
  behave: (mood: MoodOf) => void;
  /** A signed call of the gateway to us. */
  signed: (body: string, at: Date) => { timestamp: string; signature: string; body: string };
  close: () => Promise<void>;
};

const sendSchema = z.strictObject({
  key: z.string().min(8),
  to: z.string().regex(/^0\d{9}$/),
  text: z.string().min(1).max(160),
  sender: z.string(),
});

/** Starts a gateway on loopback. */
export async function startSmsSimulator(parts: { now?: () => Date; delayMs?: number } = {}): Promise<SmsSimulator> {
  const [key, secret] = ['tinh-mau', 'mot-bi-mat-du-dai-0123456789'];
  const now = parts.now ?? (() => new Date());
  const got: SmsGot[] = [];
  const known = new Map<string, string>();
  let mood: MoodOf = () => 'take';
  let count = 0;
  const answer = async (heard: Heard): Promise<SaidOrCut> => {
    count += 1;
    const call = {
      timestamp: String(heard.headers['x-cuaso-timestamp']),
      signature: String(heard.headers['x-cuaso-signature']),
      body: heard.method === 'GET' ? heard.url.pathname : heard.body.toString(),
    };
    if (heard.headers['x-cuaso-key'] !== key || !isSignedBy(secret, call, now()))
      return json(401, { error: 'bad_signature' });
    if (heard.method === 'GET') return asked(known, heard.url.pathname.split('/').at(-1) ?? '');
    const parsed = sendSchema.safeParse(JSON.parse(heard.body.toString()));
    if (!parsed.success) return json(400, { error: 'bad_message', detail: parsed.error.message.slice(0, 200) });
    await pause(parts.delayMs ?? 0);
    const current = mood({ to: parsed.data.to, text: parsed.data.text, count });
    if (current === 'busy') return json(503, { error: 'busy' });
    if (current === 'nobody') return json(400, { error: 'bad_number', detail: 'The number is not in use.' });
    const first = known.get(parsed.data.key);
    const id = first ?? `S${known.size + 1}`;
    if (first === undefined) {
      known.set(parsed.data.key, id);
      got.push(parsed.data);
    }
    if (current === 'lose_answer') return 'hang_up';
    if (current === 'late') return 'nothing';
    return json(first === undefined ? 202 : 200, { id });
  };
  const service = await startHttpService(answer);
  return {
    origin: service.origin,
    key,
    secret,
    got,
    requests: () => count,
    behave: (next) => (mood = next),
    signed: (body, at) => {
      const timestamp = String(Math.floor(at.getTime() / 1000));
      return { timestamp, signature: smsSignatureOf(secret, timestamp, body), body };
    },
    close: service.close,
  };
}

function asked(known: ReadonlyMap<string, string>, key: string): Said {
  const id = known.get(key);
  return id === undefined ? json(404, { error: 'unknown' }) : json(200, { id, state: 'accepted' });
}

function json(status: number, body: unknown): Said {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}
