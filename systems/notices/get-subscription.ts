import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** Where a browser is told, for the job that tells it. */
export const getSubscription = query({
  name: 'notices.get-subscription',
  summary: 'Nơi nhận thông báo của một thiết bị',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    subscription: z.strictObject({ endpoint: z.string(), p256dh: z.string(), auth: z.string() }).nullable(),
  }),
  access: { system: 'the job that sends notices' },
  isolation: 'statement',
  secret: true,
  run: async (ctx, { id }) => {
    const found = await sql<{ endpoint: string; p256dh: string; auth: string }>`
      select endpoint, p256dh, auth_secret as auth from notices.subscription where id = ${id}`.execute(ctx.tx);
    return { subscription: found.rows[0] ?? null };
  },
});
