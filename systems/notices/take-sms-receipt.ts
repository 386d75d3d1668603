import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { fallBack } from './fall-back.ts';
import { gatewayCall, heardFrom } from './gateway-call.ts';

const receiptSchema = z.object({
  key: uuid,
  state: z.enum(['delivered', 'failed']),
  problem: z.string().max(300).default(''),
});

/** Takes the gateway's word on what became of a message; the same word twice, or too late, changes nothing. */
export const takeSmsReceipt = command({
  name: 'notices.take-sms-receipt',
  summary: 'Nhận báo phát tin nhắn SMS',
  input: z.strictObject(gatewayCall),
  output: z.strictObject({ taken: z.boolean() }),
  access: { everyone: 'the gateway has no session: its signature says who calls' },
  limits: { callsPerMinute: 6000 },
  secret: true,
  run: async (ctx, call) => {
    const { said } = heardFrom(ctx, call, receiptSchema);
    const deliveredAt = said.state === 'delivered' ? ctx.now : null;
    const found = await sql<{
      noticeId: string;
    }>`update notices.delivery set state = ${said.state}, delivered_at = ${deliveredAt},
        problem = ${said.state === 'failed' ? said.problem || 'failed' : ''}, is_in_doubt = false, claimed_until = null,
        changed_at = ${ctx.now}
      where key = ${said.key} and channel = 'sms' and state in ('sending', 'waiting', 'sent', 'unknown') and tries > 0
      returning notice_id as "noticeId"`.execute(ctx.tx);
    const noticeId = found.rows[0]?.noticeId;
    if (noticeId !== undefined && said.state === 'failed') await fallBack(ctx, noticeId);
    return { taken: noticeId !== undefined };
  },
});
