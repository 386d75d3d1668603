import { fail } from '@cuaso/kernel/errors.ts';
import type { NoticeKind } from '@cuaso/platform/notices/kind.ts';
import { notify } from '@cuaso/platform/notices/notify.ts';
import { addressOf } from '@cuaso/platform/notices/plan.ts';
import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';

/** A code that is good once and for a short time. */
export const oneTimeCode: NoticeKind = {
  name: 'notices.one_time_code',
  title: 'Mã dùng một lần',
  urgency: 'urgent',
  choice: 'always',
  facts: {
    code: { title: 'Mã', sample: '123456' },
    purpose: { title: 'Dùng để làm gì', sample: 'tra cứu hồ sơ' },
    minutes: { title: 'Số phút còn dùng được', sample: '5' },
  },
  template: {
    title: 'Mã dùng một lần để {purpose}',
    body: 'Mã của ông/bà để {purpose}: {code}\n\nMã dùng được một lần, trong {minutes} phút. Không đưa mã này cho ai, kể cả người tự xưng là cán bộ.',
    sms: 'Ma de {purpose}: {code}. Dung duoc trong {minutes} phut. Khong dua ma nay cho ai.',
  },
};

/** A code on its way to one number or address. */
export type CodeToSend = {
  /** What it is about, for the log. */
  subject: { relation: string; id: string };
  /** Exactly one of both is written to: the number if there is one that takes messages. */
  phone: string;
  email: string;
  code: string;
  /** What it is for, as it goes into the sentence "Mã để …". */
  purpose: string;
  minutes: number;
  accountId?: string;
};

/**
 * Sends a one-time code at once, by SMS or else by e-mail, whatever the hour and the limits. The code lies sealed until it is sent
 * and is in no log. Whether the way is set up is told, so that nobody waits for what cannot come.
 */
export async function sendCode(ctx: Context, order: CodeToSend): Promise<{ channel: 'sms' | 'email' }> {
  const phone = addressOf('sms', order.phone);
  const email = phone === '' ? addressOf('email', order.email) : '';
  const channel = phone === '' ? 'email' : 'sms';
  if (phone === '' && email === '') fail('conflict', 'notices.no_way_for_code');
  if (noticeServicesOf(ctx.memory).providers[channel].length === 0) fail('unavailable', 'notices.not_set_up');
  await notify(ctx, {
    kind: oneTimeCode,
    subject: order.subject,
    agencyId: null,
    confidentiality: 'personal',
    recipient: { accountId: null, name: '', phone, email },
    facts: { purpose: order.purpose, minutes: String(order.minutes) },
    dedupeKey: `code:${ctx.newId()}`,
    code: { text: order.code, expiresAt: new Date(ctx.now.getTime() + order.minutes * 60_000) },
  });
  return { channel };
}
