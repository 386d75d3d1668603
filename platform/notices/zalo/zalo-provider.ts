import { z } from 'zod';
import type { Message, Outcome, Provider } from '../channel.ts';
import { type Answer, callService, problemOf } from '../http-call.ts';
import type { ZaloAccount } from './zalo-account.ts';

const answered = z.object({
  error: z.int(),
  message: z.string().max(1000).default(''),
  data: z.object({ message_id: z.string().max(200).optional(), msg_id: z.string().max(200).optional() }).optional(),
});

/** Our token is at fault, or the account's quota is used up: the message is not. */
const later = new Set([-32, -115, -124, -144, -147, -155, -216, -240]);
/** There is nobody at this number. */
const nobody = new Set([-118, -214]);

/**
 * Zalo as a provider: followers by `oa/message/transaction` (v3.0), telephone numbers by `message/template`. What became
 * of a message whose answer was lost cannot be asked, so it stays in doubt.
 */
export function zaloProvider(account: ZaloAccount, tokenOf: () => Promise<string | undefined>): Provider {
  return {
    name: 'zalo',
    channel: 'zalo',
    repeats: 'twice',
    send: async (message) => {
      const token = await tokenOf();
      if (token === undefined) return { outcome: 'retry', problem: 'no access token' };
      const isPhone = /^0\d{9}$/.test(message.to);
      const template = account.templates[message.kind];
      if (isPhone && template === undefined) return { outcome: 'refused', problem: 'no template', because: 'message' };
      const url = isPhone
        ? `${account.urls.business}/message/template`
        : `${account.urls.oa}/v3.0/oa/message/transaction`;
      const body = JSON.stringify(isPhone ? byTemplate(message, template ?? '') : asText(message));
      const headers = { 'content-type': 'application/json', access_token: token };
      return outcomeOf(
        await callService({ url, method: 'POST', headers, body, timeoutMs: account.timeoutMs ?? 20_000 }),
      );
    },
  };
}

function asText({ to, title, body, link }: Message) {
  const text = [title, body, link].filter((part) => part !== '').join('\n\n');
  return { recipient: { user_id: to }, message: { text: text.slice(0, 2000) } };
}

function byTemplate({ to, key, facts }: Message, template: string) {
  return { phone: `84${to.slice(1)}`, template_id: template, template_data: facts, tracking_id: key };
}

/** Zalo answers 200 with its own number of the error. */
function outcomeOf(answer: Answer): Outcome {
  if (answer.kind !== 'answered')
    return { outcome: answer.kind === 'lost' ? 'uncertain' : 'retry', problem: problemOf(answer) };
  if (answer.status === 429 || answer.status === 503) return { outcome: 'retry', problem: problemOf(answer) };
  const parsed = answered.safeParse(answer.json);
  if (!parsed.success) return { outcome: 'uncertain', problem: problemOf(answer) };
  const { error, message, data } = parsed.data;
  if (error === 0) return { outcome: 'sent', reference: data?.message_id ?? data?.msg_id ?? '' };
  const problem = `${error} ${message}`.slice(0, 300);
  if (later.has(error)) return { outcome: 'retry', problem };
  return { outcome: 'refused', problem, because: nobody.has(error) ? 'address' : 'message' };
}
