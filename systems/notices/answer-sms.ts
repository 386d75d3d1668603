import { answererOf } from '@cuaso/platform/notices/sms/answerers.ts';
import { gsmLengthOf, gsmTextOf, smsLength } from '@cuaso/platform/notices/render.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { gatewayCall, heardFrom } from './gateway-call.ts';

const messageSchema = z.object({ id: z.string().max(200), from: z.string().max(20), text: z.string().max(1000) });

/** Answers a short message that somebody sent to the province's number; asked again, the answer is that of the moment. */
export const answerSms = query({
  name: 'notices.answer-sms',
  summary: 'Trả lời tin nhắn SMS gửi đến tổng đài',
  input: z.strictObject(gatewayCall),
  output: z.strictObject({ text: z.string() }),
  access: { everyone: 'the gateway has no session: its signature says who calls' },
  limits: { callsPerMinute: 6000 },
  secret: true,
  run: async (ctx, call) => {
    const { said } = heardFrom(ctx, call, messageSchema);
    const { answerer, rest, usages } = answererOf(ctx.memory, said.text);
    const usual =
      usages.length === 0 ? 'Tong dai chua nhan tin nhan.' : `Cu phap chua dung. Hay soan: ${usages.join(' hoac ')}`;
    const answer = answerer === undefined ? usual : await answerer.answer(ctx, { from: said.from, rest });
    let text = gsmTextOf(answer).replace(/\s+/g, ' ').trim();
    while (gsmLengthOf(text) > smsLength) text = text.slice(0, -1);
    return { text };
  },
});
