import { dayOf } from '@cuaso/kernel/clock.ts';
import { plainDate } from '@cuaso/kernel/fields.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const rowSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  madeAt: z.string(),
  agencyName: z.string(),
  giverName: z.string(),
  count: z.int(),
  struck: z.int(),
});

/** The lists of what was given to the post, newest first. */
export const listHandOvers = query({
  name: 'post.list-hand-overs',
  summary: 'Các bảng kê bàn giao bưu phẩm',
  input: z.strictObject({
    on: plainDate.optional(),
    limit: z.int().min(1).max(200).default(50),
    offset: z.int().min(0).max(100_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), rows: z.array(rowSchema) }),
  access: { permission: 'post.view' },
  run: async (ctx, { on, limit, offset }) => {
    const from = sql`from post.hand_over h where ${visible(ctx.actor, 'post.view', { agency: 'h.agency_id' })}
      ${on === undefined ? sql`` : sql`and h.made_on = ${on}`}`;
    const counted = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(ctx.tx);
    const found = await sql<z.infer<typeof rowSchema>>`select h.id, h.number || '/' || h.year as number,
        to_char(h.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "madeAt",
        coalesce((select v.name from directory.agency_version v where v.agency_id = h.agency_id
          and v.valid @> ${dayOf(ctx.now)}::date), '') as "agencyName", h.giver_name as "giverName",
        (select count(*)::int from post.hand_over_line b where b.hand_over_id = h.id) as count,
        (select count(*)::int from post.hand_over_line b where b.hand_over_id = h.id and b.struck_at is not null) as struck
      ${from} order by h.made_at desc, h.id limit ${limit} offset ${offset}`.execute(ctx.tx);
    return { total: counted.rows[0]?.total ?? 0, rows: found.rows };
  },
});
