import { fail, Failure } from '@cuaso/kernel/errors.ts';
import { channels } from '@cuaso/platform/notices/channel.ts';
import { noticeKindsOf } from '@cuaso/platform/notices/kind.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { ownAccountOf } from './own.ts';

const minute = z.int().min(0).max(1439);

/** Chooses how I am told and of what; what the law wants told cannot be switched off. */
export const chooseMyNotices = command({
  name: 'notices.choose-my-notices',
  summary: 'Chọn cách nhận thông báo',
  input: z.strictObject({
    /** In the order in which they are tried. */
    channels: z.array(z.enum(channels)).max(channels.length),
    manner: z.enum(['all', 'first']),
    muted: z.array(z.string().max(80)).max(100).default([]),
    quietFrom: minute,
    quietUntil: minute,
  }),
  output: z.strictObject({}),
  access: { signedIn: 'person', because: 'only the own choice changes' },
  run: async (ctx, input) => {
    const fields: Record<string, string> = {};
    if (new Set(input.channels).size !== input.channels.length) fields['channels'] = 'Mỗi cách chỉ chọn một lần.';
    if (input.channels.length === 0) fields['channels'] = 'Hãy chọn ít nhất một cách nhận.';
    const may = new Set(
      noticeKindsOf(ctx)
        .filter(({ choice }) => choice === 'may_mute')
        .map(({ name }) => name),
    );
    if (input.muted.some((name) => !may.has(name)))
      fields['muted'] = 'Loại thông báo này luôn được gửi, không tắt được.';
    if (Object.keys(fields).length > 0) throw new Failure('invalid', 'notices.bad_choice', { fields });
    const kept =
      await sql`insert into notices.choice (account_id, channels, manner, muted, quiet_from, quiet_until, changed_at)
      select id, ${input.channels}::text[], ${input.manner}, ${input.muted}::text[], ${input.quietFrom}::int,
        ${input.quietUntil}::int, ${ctx.now} from identity.account where id = ${ownAccountOf(ctx)}
      on conflict (account_id) do update set channels = excluded.channels, manner = excluded.manner, muted = excluded.muted,
        quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, changed_at = excluded.changed_at`.execute(
        ctx.tx,
      );
    if (kept.numAffectedRows !== 1n) fail('not_found', 'identity.no_such_account');
    return {};
  },
});
