import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** Ends the sessions whose time is over: what has no answer by now is not signed; PINs and codes are erased. */
export const expireSessions = command({
  name: 'signing.expire-sessions',
  summary: 'Kết thúc các phiên ký quá thời gian',
  input: z.strictObject({}),
  output: z.strictObject({ expired: z.int() }),
  access: { system: 'Chỉ việc nền theo giờ' },
  run: async (ctx) => {
    const over = await sql<{
      id: string;
    }>`select id from signing.session where state = 'open' and expires_at <= ${ctx.now}
      order by id for update skip locked limit 500`.execute(ctx.tx);
    const ids = over.rows.map((row) => row.id);
    if (ids.length === 0) return { expired: 0 };
    await sql`update signing.item set state = 'failed', refusal = 'timed_out', changed_at = ${ctx.now}
      where session_id = any(${ids}::uuid[]) and state in ('waiting', 'sent')`.execute(ctx.tx);
    await sql`update signing.session set state = 'expired', ended_at = ${ctx.now}, activation_secret = null
      where id = any(${ids}::uuid[])`.execute(ctx.tx);
    return { expired: ids.length };
  },
});
