import { uuid } from '@cuaso/kernel/fields.ts';
import { seenBefore } from '@cuaso/platform/identity/session.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** Remembers that a session is in use; the platform calls it at most once in five minutes per session. */
export const touchSession = command({
  name: 'identity.touch-session',
  summary: 'Ghi lần dùng gần nhất của phiên đăng nhập',
  input: z.strictObject({ sessionId: uuid }),
  output: z.strictObject({}),
  access: { system: 'only who resolved the session knows that it is in use' },
  run: async (ctx, { sessionId }) => {
    // Requests that come together find the row held, and then nothing left to write.
    await sql`update identity.session set last_seen_at = ${ctx.now}
      where id = ${sessionId} and ended_at is null and last_seen_at <= ${seenBefore(ctx.now)}`.execute(ctx.tx);
    return {};
  },
});
