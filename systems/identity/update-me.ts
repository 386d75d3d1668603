import { email, phone } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { ownSessionOf } from './own-account.ts';

/** Changes the own telephone number and e-mail address; what is left out stays, an empty one is taken away. */
export const updateMe = command({
  name: 'identity.update-me',
  summary: 'Sửa số điện thoại, thư điện tử của tôi',
  input: z.strictObject({
    phone: z.union([z.literal(''), phone]).optional(),
    email: z.union([z.literal(''), email]).optional(),
  }),
  output: z.strictObject({}),
  access: { signedIn: 'anyone', because: 'only the own account changes' },
  run: async (ctx, input) => {
    await sql`update identity.account set phone = coalesce(${input.phone ?? null}, phone), email = coalesce(${input.email ?? null}, email)
      where id = ${ownSessionOf(ctx).accountId}`.execute(ctx.tx);
    return {};
  },
});
