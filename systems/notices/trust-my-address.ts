import { channels } from '@cuaso/platform/notices/channel.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { ownAccountOf } from './own.ts';

/** Says that an own address or number is good again: it is written to from now on. */
export const trustMyAddress = command({
  name: 'notices.trust-my-address',
  summary: 'Dùng lại địa chỉ, số điện thoại của tôi',
  input: z.strictObject({ channel: z.enum(channels) }),
  output: z.strictObject({}),
  access: { signedIn: 'person', because: 'only own addresses are meant' },
  run: async (ctx, { channel }) => {
    const accountId = ownAccountOf(ctx);
    await sql`delete from notices.bad_address b where b.channel = ${channel} and b.address in (
      select unnest(array[a.phone, a.email, z.user_id]) from identity.account a
      left join notices.zalo_user z on z.account_id = a.id where a.id = ${accountId})`.execute(ctx.tx);
    return {};
  },
});
