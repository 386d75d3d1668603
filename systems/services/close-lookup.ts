import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { findLookup, lookupToken } from './lookup-ticket.ts';

/** Ends a look-up: on a shared computer the next one sees nothing. */
export const closeLookup = command({
  name: 'services.close-lookup',
  summary: 'Đóng danh sách hồ sơ đã mở bằng mã dùng một lần',
  input: z.strictObject({ token: lookupToken }),
  output: z.strictObject({ closed: z.boolean() }),
  access: { everyone: 'who has the token may end it' },
  secret: true,
  run: async (ctx, { token }) => {
    const row = await findLookup(ctx, { token }, 'change');
    if (row === undefined || row.expiresAt <= ctx.now) return { closed: false };
    await sql`update services.lookup set expires_at = ${ctx.now} where id = ${row.id}`.execute(ctx.tx);
    return { closed: true };
  },
});
