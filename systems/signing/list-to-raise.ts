import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const atOnce = 20;

/** Signed documents below the level that lasts, those tried least first. */
export const listToRaise = query({
  name: 'signing.list-to-raise',
  summary: 'Văn bản cần nâng mức chữ ký',
  input: z.strictObject({}),
  output: z.strictObject({ documents: z.array(z.string()) }),
  access: { system: 'Chỉ việc nền nâng mức chữ ký' },
  run: async (ctx) => {
    // Each failure doubles the wait, from a minute up to about a day.
    const found = await sql<{ id: string }>`select id from signing.document
      where level <> 'B-LT' and superseded_at is null and verdict <> 'invalid'
        and checked_at < ${ctx.now}::timestamptz - make_interval(mins => least(1440, power(2, least(raise_tries, 11))::int))
      order by raise_tries, created_at limit ${atOnce}`.execute(ctx.tx);
    return { documents: found.rows.map((row) => row.id) };
  },
});
