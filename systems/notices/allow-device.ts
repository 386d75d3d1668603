import { Failure } from '@cuaso/kernel/errors.ts';
import { isPushEndpoint } from '@cuaso/platform/notices/push/push-provider.ts';
import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { ownAccountOf } from './own.ts';

const most = 10;

/** Lets a browser of mine be told; the browser itself was asked before. Once more is the same as once. */
export const allowDevice = command({
  name: 'notices.allow-device',
  summary: 'Bật thông báo trên thiết bị này',
  input: z.strictObject({
    endpoint: z.string().min(10).max(1000),
    p256dh: z.string().regex(/^[\w-]{80,100}=*$/),
    auth: z.string().regex(/^[\w-]{16,32}=*$/),
    device: z.string().max(100).default(''),
  }),
  output: z.strictObject({ id: z.string() }),
  access: { signedIn: 'person', because: 'only the own device is added' },
  secret: true,
  run: async (ctx, { endpoint, p256dh, auth, device }) => {
    if (!isPushEndpoint(endpoint, noticeServicesOf(ctx.memory).pushHosts)) {
      throw new Failure('invalid', 'notices.unknown_push_server', {
        fields: { endpoint: 'Trình duyệt này dùng máy chủ thông báo mà hệ thống chưa hỗ trợ.' },
      });
    }
    const accountId = ownAccountOf(ctx);
    await sql`select from identity.account where id = ${accountId} for update`.execute(ctx.tx);
    const made = await sql<{ id: string }>`
      insert into notices.subscription (id, account_id, endpoint, p256dh, auth_secret, device, made_at)
      values (${ctx.newId()}, ${accountId}, ${endpoint}, ${p256dh}, ${auth}, ${device}, ${ctx.now})
      on conflict (endpoint) do update set account_id = excluded.account_id, p256dh = excluded.p256dh,
        auth_secret = excluded.auth_secret, device = excluded.device, made_at = excluded.made_at
      returning id`.execute(ctx.tx);
    // A telephone that was reset leaves its old leave behind: the newest ten stay.
    await sql`delete from notices.subscription where id in (select id from notices.subscription
      where account_id = ${accountId} order by made_at desc, id desc offset ${most})`.execute(ctx.tx);
    return { id: made.rows[0]?.id ?? '' };
  },
});
