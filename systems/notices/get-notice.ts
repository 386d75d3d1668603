import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { allows } from '@cuaso/platform/access/access.ts';
import { channels } from '@cuaso/platform/notices/channel.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { deliveryStates } from './in-words.ts';
import { noticeTarget } from './notice-target.ts';
import { canResend } from './resend-delivery.ts';

const attemptSchema = z.strictObject({
  provider: z.string(),
  startedAt: z.string(),
  outcome: z.enum(['sent', 'retry', 'refused', 'uncertain', 'interrupted']).nullable(),
  problem: z.string(),
});
const deliverySchema = z.strictObject({
  id: z.string(),
  channel: z.enum(channels),
  address: z.string(),
  state: z.enum(deliveryStates),
  dueAt: z.string(),
  deliveredAt: z.string().nullable(),
  reference: z.string(),
  problem: z.string(),
  attempts: z.array(attemptSchema),
});

const noticeFacts = {
  id: z.string(),
  kind: z.string(),
  subjectRelation: z.string(),
  subjectId: z.string(),
  recipientName: z.string(),
  templateVersion: z.int(),
  title: z.string(),
  body: z.string(),
  sms: z.string(),
  silence: z.enum(['', 'muted', 'no_address']),
  createdAt: z.string(),
};

/** One notice with its words, its messages and every try. */
export const getNotice = query({
  name: 'notices.get-notice',
  summary: 'Xem một thông báo và các lần gửi',
  input: z.strictObject({ noticeId: uuid }),
  output: z.strictObject({
    ...noticeFacts,
    deliveries: z.array(deliverySchema),
    resendable: z.array(z.string()),
  }),
  access: {
    permission: 'notices.view',
    of: (ctx, { noticeId }) => noticeTarget(ctx, noticeId),
    seenBy: 'notices.view',
  },
  sees: ({ id }) => [{ relation: 'notices.notice', keys: [id] }],
  run: async (ctx, { noticeId }) => {
    const found = await sql<{ notice: Notice; deliveries: Delivery[] | null }>`
      select jsonb_build_object('id', n.id, 'kind', n.kind, 'subjectRelation', n.subject_relation, 'subjectId', n.subject_id,
        'recipientName', n.recipient_name, 'templateVersion', n.template_version, 'title', n.title, 'body', n.body,
        'sms', n.sms, 'silence', n.silence, 'createdAt', n.created_at) as notice,
      (select jsonb_agg(jsonb_build_object('id', d.id, 'channel', d.channel,
          'address', case when d.channel = 'push' then '' else d.address end, 'state', d.state, 'dueAt', d.due_at,
          'deliveredAt', d.delivered_at, 'reference', d.provider_reference, 'problem', d.problem,
          'attempts', (select coalesce(jsonb_agg(jsonb_build_object('provider', t.provider, 'startedAt', t.started_at,
            'outcome', t.outcome, 'problem', t.problem) order by t.started_at, t.id), '[]')
            from notices.attempt t where t.delivery_id = d.id)) order by d.channel, d.id)
        from notices.delivery d where d.notice_id = n.id) as deliveries
      from notices.notice n where n.id = ${noticeId}`.execute(ctx.tx);
    const row = found.rows[0] ?? fail('not_found', 'notices.no_such_notice');
    const deliveries = row.deliveries ?? [];
    const may = allows(ctx.actor, 'notices.resend', await noticeTarget(ctx, noticeId));
    const resendable = may ? deliveries.filter(({ state }) => canResend(state)).map(({ id }) => id) : [];
    return { ...row.notice, deliveries, resendable };
  },
});

type Delivery = z.infer<typeof deliverySchema>;
type Notice = z.infer<z.ZodObject<typeof noticeFacts>>;
