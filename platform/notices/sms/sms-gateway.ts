import { z } from 'zod';
import type { Message, Outcome, Provider } from '../channel.ts';
import { type Answer, callService, problemOf } from '../http-call.ts';
import { smsSignatureOf } from './signature.ts';

/** An SMS gateway that speaks the small protocol of docs/operate/sms-gateway.md. */
export type SmsGateway = {
  name: string;
  url: string;
  /** Names us to the gateway; the secret signs, both ways. */
  key: string;
  secret: string;
  /** The brand name that the telephone shows. */
  sender: string;
  timeoutMs?: number;
};

const taken = z.object({ id: z.string().max(200) });
const known = z.object({
  id: z.string().max(200),
  state: z.enum(['accepted', 'delivered', 'failed']),
  problem: z.string().max(300).default(''),
});
const refused = z.object({ error: z.string().max(60), detail: z.string().max(300).default('') });

/** A gateway as a provider: the key makes a message unique there, and it can be asked. */
export function smsProvider(gateway: SmsGateway, now: () => Date): Provider {
  const call = (method: 'GET' | 'POST', path: string, body: string): Promise<Answer> => {
    const timestamp = String(Math.floor(now().getTime() / 1000));
    const headers = {
      'content-type': 'application/json',
      'x-cuaso-key': gateway.key,
      'x-cuaso-timestamp': timestamp,
      'x-cuaso-signature': smsSignatureOf(gateway.secret, timestamp, method === 'GET' ? path : body),
    };
    const url = `${gateway.url.replace(/\/$/, '')}${path}`;
    return callService({
      url,
      method,
      headers,
      ...(method === 'POST' && { body }),
      timeoutMs: gateway.timeoutMs ?? 20_000,
    });
  };
  return {
    name: gateway.name,
    channel: 'sms',
    repeats: 'once',
    send: async (message) => sendingOf(await call('POST', '/messages', wordsOf(message, gateway))),
    ask: async (message) => askingOf(await call('GET', `/messages/${message.key}`, '')),
  };
}

function wordsOf({ key, to, sms }: Message, { sender }: SmsGateway): string {
  return JSON.stringify({ key, to, text: sms, sender });
}

function sendingOf(answer: Answer): Outcome {
  if (answer.kind !== 'answered') return answer.kind === 'not_reached' ? retry(answer) : uncertain(answer);
  if (answer.status === 200 || answer.status === 202) {
    const parsed = taken.safeParse(answer.json);
    return parsed.success
      ? { outcome: 'sent', reference: parsed.data.id }
      : { outcome: 'uncertain', problem: 'Trả lời không đọc được.' };
  }
  // A proxy in between did not hear the gateway's answer: it may have taken the message.
  if (answer.status === 502 || answer.status === 504) return uncertain(answer);
  if (answer.status !== 400 && answer.status !== 422) return retry(answer);
  const parsed = refused.safeParse(answer.json);
  const error = parsed.success ? parsed.data.error : '';
  const problem = parsed.success ? `${error} ${parsed.data.detail}`.trim() : problemOf(answer);
  return { outcome: 'refused', problem, because: error === 'bad_number' ? 'address' : 'message' };
}

function askingOf(answer: Answer): Outcome | { outcome: 'not_there' } {
  if (answer.kind !== 'answered') return uncertain(answer);
  if (answer.status === 404) return { outcome: 'not_there' };
  const parsed = answer.status === 200 ? known.safeParse(answer.json) : undefined;
  if (!parsed?.success) return uncertain(answer);
  const { id, state, problem } = parsed.data;
  if (state === 'failed') return { outcome: 'refused', problem: problem || 'failed', because: 'message' };
  return { outcome: 'sent', reference: id };
}

const retry = (answer: Answer): Outcome => ({ outcome: 'retry', problem: problemOf(answer) });
const uncertain = (answer: Answer): Outcome => ({ outcome: 'uncertain', problem: problemOf(answer) });
