import { uuid } from '@cuaso/kernel/fields.ts';
import { seenBefore } from '@cuaso/platform/identity/session.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** Remembers that a machine's token is in use; the platform calls it at most once in five minutes per client. */
export const touchClient = command({
  name: 'identity.touch-client',
  summary: 'Ghi lần dùng gần nhất của hệ thống đối tác',
  input: z.strictObject({ clientId: uuid }),
  output: z.strictObject({}),
  access: { system: 'only who resolved the token knows that it is in use' },
  run: async (ctx, { clientId }) => {
    await sql`update identity.client set last_used_at = ${ctx.now}
      where id = ${clientId} and (last_used_at is null or last_used_at <= ${seenBefore(ctx.now)})`.execute(ctx.tx);
    return {};
  },
});
